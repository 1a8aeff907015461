import { PulumiCommand, PreviewResult, Stack } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { writeFileSync } from "fs";
import { join, resolve } from "path";
import { findPulumi } from "../../demo/tools";
import { findChart } from "../support/helm";
import { errorOf } from "../support/program";
import { skip } from "../support/skip";
import { Stacks } from "./support/stacks";

const policyPacks = [resolve(__dirname, "..", "..", "policy")];

// A preview of what is not there yet asks no cluster: this one's address answers nothing.
const noCluster = JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "none", cluster: { server: "http://127.0.0.1:9" } }],
    users: [{ name: "none", user: {} }],
    contexts: [{ name: "none", context: { cluster: "none", user: "none" } }],
    "current-context": "none",
});

describe("the policy pack, with Pulumi's engine", function () {
    this.timeout(300_000);
    let stacks: Stacks;
    let config: Record<string, unknown>;

    before(async function () {
        const found = await findPulumi();
        if ("missing" in found) {
            skip(this, `${found.missing.what} is not on PATH nor in ~/.pulumi/bin: ${found.missing.get}`);
        }
        const chart = findChart();
        if ("missing" in chart) {
            skip(this, chart.missing);
        }
        stacks = new Stacks((found as { pulumi: PulumiCommand }).pulumi);
        config = { chart: (chart as { chart: string }).chart };
    });

    after(async () => {
        await stacks?.destroy();
        stacks?.forget();
    });

    const preview = (stack: Stack, options = {}): Promise<PreviewResult> => stack.preview({ policyPacks, color: "never", ...options });

    it("lets both roles pass as they are, with an advice", async () => {
        const global = await stacks.ofProject("global", noCluster, { ...config, role: "global", edges: ["paris"] });
        const { stdout, changeSummary } = await preview(global);
        expect(stdout).to.contain("[advisory]  memory-limits").and.not.to.contain("[mandatory]");
        expect(changeSummary.create).to.be.greaterThan(10);
        const edge = await stacks.ofProject("edge", noCluster, { ...config, role: "edge", clusterName: "paris", remoteWriteUrl: "http://10.0.0.7:8427/api/v1/write" });
        expect((await preview(edge)).stdout).to.contain("[advisory]  memory-limits").and.not.to.contain("[mandatory]");
    });

    it("stops a preview, and says what is wrong, where, and what to do", async () => {
        const edge = await stacks.ofProject("bad", noCluster, {
            ...config,
            role: "edge",
            clusterName: "paris",
            remoteWriteUrl: "https://mimir.example.com/api/v1/push",
        });
        const text = (await errorOf(preview(edge))).message;
        expect(text).to.contain("[mandatory]  remote-write-authentication  (kubernetes:helm.sh/v3:Release: edge)");
        expect(text).to.contain("prometheus.prometheusSpec.remoteWrite[0] writes to mimir.example.com, which is not in a private network, without authentication.");
        expect(text).to.contain("Set remoteWriteAuth");

        const configuration = join(stacks.stateFolder, "policies.json");
        writeFileSync(configuration, JSON.stringify({ "remote-write-authentication": { privateHosts: ["mimir.example.com"] }, "memory-limits": "disabled" }));
        const { stdout } = await preview(edge, { policyPackConfigs: [configuration] });
        expect(stdout).not.to.contain("remote-write-authentication").and.not.to.contain("memory-limits");
    });
});
