import { expect } from "chai";
import { gunzipSync } from "zlib";
import { Fleet } from "../support/fleet";
import { differences, inventory } from "../support/inventory";
import { until } from "../support/until";

const agent = "PrometheusAgent monitoring/kube-prometheus-stack-prometheus";
const agentConfig = "Secret monitoring/prom-agent-kube-prometheus-stack-prometheus";
const agentPods = "StatefulSet monitoring/prom-agent-kube-prometheus-stack-prometheus";
const release = "Secret monitoring/sh.helm.release.v1.kube-prometheus-stack";

export function queueSteps(fleet: () => Fleet): void {
    it("changes the edge's agent and nothing else with a queue setting", async () => {
        const { deployed, found } = fleet();
        const before = await inventory(found.edge);
        await deployed.edge.setConfig("multicluster-prometheus:queueConfig", { value: JSON.stringify({ maxShards: 3 }) });

        const { changeSummary } = await deployed.global.preview({ expectNoChanges: true });
        expect(Object.keys(changeSummary)).to.deep.equal(["same"]);
        const { summary } = await deployed.edge.up();
        // The release, and the component whose arg it is.
        expect(summary.resourceChanges).to.have.all.keys("same", "update").and.to.include({ update: 2 });

        const after = await until("the operator writes the agent's configuration", 60, async () => {
            const objects = await inventory(found.edge);
            const config = gunzipSync(Buffer.from(objects.get(agentConfig)?.data["prometheus.yaml.gz"], "base64")).toString();
            return /max_shards: 3\b/.test(config) ? objects : undefined;
        });
        expect(after.get(agent)?.spec.remoteWrite[0].queueConfig.maxShards).to.equal(3);
        // Helm writes what it released, and marks what that replaced.
        expect(differences(before, after).sort()).to.deep.equal([agent, agentConfig, `${release}.v1`, `${release}.v2`, agentPods]);
        // The operator notes a hash of the agent's spec there; a new generation would replace the pods.
        expect(after.get(agentPods)?.metadata.generation).to.equal(before.get(agentPods)?.metadata.generation);
    });
}
