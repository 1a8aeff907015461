import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "fs";
import { tmpdir } from "os";
import { join } from "path";
import { stringify } from "yaml";
import { Fleet } from "../support/fleet";

// Nothing listens there.
const nowhere = "127.0.0.1:2";

function unreachableKubeconfig(folder: string): string {
    const path = join(folder, "kubeconfig");
    const config = {
        apiVersion: "v1",
        kind: "Config",
        "current-context": "nowhere",
        clusters: [{ name: "nowhere", cluster: { server: `https://${nowhere}` } }],
        users: [{ name: "nowhere", user: { token: "none" } }],
        contexts: [{ name: "nowhere", context: { cluster: "nowhere", user: "nowhere" } }],
    };
    writeFileSync(path, stringify(config));
    return path;
}

export function wrongConfigSteps(fleet: () => Fleet): void {
    /** What Pulumi prints when a preview, or an update, of an edge fails. */
    async function refusal(config: Record<string, unknown>, operation: "preview" | "up" = "preview", kubeconfig?: string): Promise<string> {
        const { found, stacks } = fleet();
        const stack = await stacks.ofProject("wrong", kubeconfig ?? found.edge.kubeconfig, { ...fleet().edgeConfig("edge"), ...config });
        try {
            const { stdout } = operation === "up" ? await stack.up() : await stack.preview();
            throw new Error(`it went well:\n${stdout}`);
        } catch (error) {
            return (error as Error).message;
        } finally {
            await stacks.discard(stack);
        }
    }

    it("says at preview all that is wrong with the configuration", async () => {
        const missing = fleet().stacks.reference("missing");
        const text = await refusal({ globalStack: missing, clusterNam: "paris", chart: "/nowhere/chart.tgz" });
        expect(text).to.contain(`globalStack "${missing}" cannot be read: unknown stack`);
        expect(text).to.contain('clusterNam is not a key of this project: "clusterName" was meant');
        expect(text).to.contain('chart "/nowhere/chart.tgz" does not exist');
    });

    it("says at preview that a global stack is not deployed", async () => {
        const { found, stacks } = fleet();
        const stack = await stacks.ofProject("idle", found.global.kubeconfig, { role: "global" });
        try {
            expect(await refusal({ globalStack: stacks.reference("idle") })).to.contain("is not deployed");
        } finally {
            await stacks.discard(stack);
        }
    });

    it("says at preview that a global stack is an edge", async () => {
        expect(await refusal({ globalStack: fleet().stacks.reference("edge") })).to.contain('is the edge "edge", which receives nothing');
    });

    it("says at preview that an edge is named as global", async () => {
        expect(await refusal({ clusterName: "global" })).to.contain('clusterName "global" is the name of the global cluster');
    });

    it("says at preview that the global stack does not list the edge", async () => {
        expect(await refusal({ clusterName: "tokyo" })).to.contain('clusterName "tokyo" is not among the edges of');
    });

    it("says at preview that a chart's repository cannot be read", async () => {
        const text = await refusal({ chart: "kube-prometheus-stack", chartRepository: `http://${nowhere}` });
        expect(text).to.contain(`chartRepository "http://${nowhere}" cannot be read: ECONNREFUSED`);
        expect(text).to.contain("pulumi config set chartRepository https://prometheus-community.github.io/helm-charts");
    });

    // Without the cluster, Pulumi previews a stack that is not deployed yet all the same.
    it("says that the cluster cannot be reached", async () => {
        const folder = mkdtempSync(join(tmpdir(), "multicluster-prometheus-"));
        try {
            const text = await refusal({}, "up", unreachableKubeconfig(folder));
            expect(text).to.contain("configured Kubernetes cluster is unreachable").and.to.contain(nowhere);
        } finally {
            rmSync(folder, { recursive: true });
        }
    });
}
