import { Stack } from "@pulumi/pulumi/automation";
import { mergeValues } from "../../../components/values/merge";
import { request } from "../gateway/request";
import { Fleet } from "../support/fleet";
import { Prerequisites } from "../support/prerequisites";
import { Labels, snappy, writeRequest } from "../support/remoteWrite";
import { configure } from "../support/stacks";

/** Alerts of the chart that tell of the machine under the clusters, which a test has not made: its clock, and what else runs on it. */
const ofTheMachine = ["NodeClockNotSynchronising", "NodeSystemSaturation", "NodeCPUHighUsage", "NodeMemoryMajorPagesFaults", "NodeDiskIOSaturation"];

/** A global stack and its two edges. */
export class WatchedFleet {
    readonly fleet: Fleet;
    private url = "";

    constructor(readonly found: Prerequisites) {
        this.fleet = new Fleet(found);
    }

    get global(): Stack {
        return this.fleet.deployed.global;
    }

    /** The stack of the edge "edge-paris". */
    get paris(): Stack {
        return this.fleet.deployed.paris;
    }

    async deploy(): Promise<void> {
        const { fleet, found } = this;
        const settings = { scrapeInterval: "10s" };
        const values = mergeValues(found.values, { defaultRules: { disabled: Object.fromEntries(ofTheMachine.map((alert) => [alert, true])) } });
        // The edges would send what is up to eight hours late.
        const watching = { edges: fleet.edges, edgeAbsentAfter: "1m", outageTolerance: "1h" };
        await this.up("global", found.global.kubeconfig, { ...fleet.config, ...settings, ...watching, values, role: "global" });
        this.url = (await this.global.outputs()).remoteWriteUrl.value;
        await this.up("edge", found.edge.kubeconfig, { ...fleet.edgeConfig("edge"), ...settings });
        await this.up("paris", found.edge2!.kubeconfig, { ...fleet.edgeConfig("edge-paris"), ...settings });
    }

    private async up(name: string, kubeconfig: string, config: Record<string, unknown>): Promise<void> {
        const stack = await this.fleet.stacks.ofProject(name, kubeconfig, config);
        this.fleet.deployed[name] = stack;
        // As the project's own stack files have it.
        await stack.setConfig("kubernetes:enableSecretMutable", { value: "true" });
        await stack.up();
    }

    /** Writes samples with an edge's own credential, and returns the status. */
    async write(edge: string, series: Labels, time = Date.now()): Promise<number | undefined> {
        const { username, password } = (await this.global.outputs()).edgeCredentials.value[edge];
        return (await request(this.url, { credential: `${username}:${password}`, body: snappy(writeRequest(series, 1, time)) })).status;
    }
}

/** Sets configuration of a stack, and deploys it. */
export async function reconfigure(stack: Stack, config: Record<string, unknown>): Promise<void> {
    await configure(stack, config);
    await stack.up();
}

/** A series of the metric that tells that a cluster is there. */
export const upOf = (cluster: string): Labels => [["__name__", "up"], ["cluster", cluster], ["instance", "e2e"], ["job", "e2e"]];
