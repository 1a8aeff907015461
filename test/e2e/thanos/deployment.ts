import { expect } from "chai";
import { query } from "../support/prometheus";
import { until } from "../support/until";
import { copies, ScaleOut, thanosApi } from "./scaleOut";

const exporter = 'up{cluster="paris",job="node-exporter"}';

export function deploymentSteps(scaleOut: () => ScaleOut): void {
    const global = () => scaleOut().found.global;

    it("keeps three copies of what each of the edge's two agents writes, and shows one", async () => {
        const agents = [0, 1].map((ordinal) => `prom-agent-kube-prometheus-stack-prometheus-${ordinal}`);
        const ingesters = [0, 1, 2].map((ordinal) => `kube-prometheus-stack-thanos-receive-ingestor-${ordinal}`);
        await until("both agents' samples", 240, async () => {
            const origins = (await copies(global(), exporter)).map(({ metric }) => `${metric.prometheus_replica} ${metric.receive_replica}`);
            expect(origins.sort()).to.deep.equal(agents.flatMap((agent) => ingesters.map((ingester) => `${agent} ${ingester}`)));
            return true;
        });
        const shown = await query(global(), exporter, thanosApi);
        expect(shown.map(({ metric, value }) => [metric.prometheus_replica, metric.receive_replica, value[1]])).to.deep.equal([[undefined, undefined, "1"]]);
    });

    it("has the label cluster on every series, recorded ones included", async () => {
        await until("recorded series of both clusters", 180, async () => {
            const recorded = await scaleOut().query('count by (cluster) ({__name__=~".+:.+"})');
            expect(recorded.map(({ metric }) => metric.cluster).sort()).to.deep.equal(["global", "paris"]);
            expect(Math.min(...recorded.map(({ value }) => Number(value[1])))).to.be.above(10);
            return true;
        });
        expect(await scaleOut().query('count({cluster="",__name__=~".+"})')).to.deep.equal([]);
    });

    it("gives edges what a global stack on Prometheus gives them", async () => {
        const { remoteWriteUrl, edges, edgeCredentials, receiver } = await scaleOut().global.outputs();
        expect(new URL(remoteWriteUrl.value).pathname).to.equal("/api/v1/write");
        expect({ edges: edges.value, credentials: Object.keys(edgeCredentials.value), receiver: receiver.value }).to.deep.equal({
            edges: ["paris", "tokyo"],
            credentials: ["paris", "tokyo"],
            receiver: "thanos",
        });
        expect((await scaleOut().edge.outputs()).remoteWriteUrl.value).to.equal(remoteWriteUrl.value);
    });

    it("changes nothing when deployed again", async () => {
        await scaleOut().global.up({ expectNoChanges: true });
        await scaleOut().edge.up({ expectNoChanges: true });
    });
}
