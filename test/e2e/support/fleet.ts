import { Stack } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { apacheNamespace } from "../../../demo/apache";
import { Cluster } from "../../../demo/cluster";
import { inventory, KubernetesObject, leftovers } from "./inventory";
import { podsNamespace } from "./pods";
import { Prerequisites } from "./prerequisites";
import { Stacks } from "./stacks";
import { until } from "./until";

/** The clusters of a run, and what the run makes in them. */
export class Fleet {
    readonly stacks: Stacks;
    readonly deployed: Record<string, Stack> = {};
    /** Namespaces that the run makes in the edge beside its stack. */
    readonly namespaces = new Set<string>();
    private readonly before = new Map<Cluster, Map<string, KubernetesObject>>();

    constructor(readonly found: Prerequisites) {
        this.stacks = new Stacks(found.pulumi);
    }

    get clusters(): Cluster[] {
        const { global, edge, edge2 } = this.found;
        return [global, edge, ...(edge2 === undefined ? [] : [edge2])];
    }

    /** Names of the edges. */
    get edges(): string[] {
        return this.found.edge2 === undefined ? ["edge"] : ["edge", "edge-paris"];
    }

    /** Config that both roles have in common. */
    get config(): Record<string, unknown> {
        const { values, chart } = this.found;
        return { values, ...(chart !== undefined && { chart }) };
    }

    /** Config of an edge that writes to the global stack. */
    edgeConfig(clusterName: string): Record<string, unknown> {
        return { ...this.config, role: "edge", clusterName, globalStack: this.stacks.reference("global") };
    }

    /** Notes what is in each cluster, and refuses one that has what the tests would make. */
    async noteWhatIsThere(): Promise<void> {
        for (const cluster of this.clusters) {
            expect(await cluster.unreachable(), cluster.name).to.equal(undefined);
            const objects = await inventory(cluster);
            for (const namespace of ["monitoring", apacheNamespace, podsNamespace]) {
                expect(objects.has(`Namespace ${namespace}`), `the ${cluster.name} cluster has a namespace "${namespace}" already`).to.equal(false);
            }
            this.before.set(cluster, objects);
        }
    }

    /** Ends the run: takes down what it made, and forgets its stacks, also where that fails. */
    async end(): Promise<void> {
        try {
            await this.takeDown();
        } finally {
            this.stacks.forget();
        }
    }

    /** Removes what the run made, and waits until it is gone. Does nothing the second time. */
    async takeDown(): Promise<void> {
        const { edge } = this.found;
        const { signal } = new AbortController();
        const namespaces = [...this.namespaces].map((namespace) => edge.remove(`/api/v1/namespaces/${namespace}`, signal));
        await Promise.all([...namespaces, this.stacks.destroy()]);
        for (const [cluster, objects] of this.before) {
            await until(`nothing is left in the ${cluster.name} cluster`, 120, async () => {
                expect(await leftovers(cluster, objects)).to.deep.equal([]);
                return true;
            });
        }
    }
}
