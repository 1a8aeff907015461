import { Stack } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { mergeValues } from "../../../components/values/merge";
import { gaps, longestRegularGap, untilReloaded } from "../gateway/agent";
import { scrapeSeconds } from "../gateway/pair";
import { untilHeard } from "../support/prometheus";
import { configure } from "../support/stacks";
import { ScaleOut, servicePath, thanosApi } from "./scaleOut";

/** Namespace and release of the global stack that is left, beside that of Thanos. */
const old = "e2e-old";
const oldApi = `${servicePath(`${old}-prometheus`, 9090, old)}/api/v1`;
const oldPort = 30427;

/** Parts of the chart that the other release in the cluster has for both, or that are of no use here. */
const leftOut = ["nodeExporter", "prometheusOperator", "alertmanager", "kubeApiServer", "kubelet", "kubeControllerManager", "coreDns", "kubeEtcd", "kubeScheduler", "kubeProxy"];

/** Secret in the edge with what it writes to Thanos with, while that is not its global stack. */
const secret = "e2e-thanos";

/** An edge that writes to a Prometheus moves to Thanos: it writes to both, then has the other global stack, then writes to that alone. */
export function migrationSteps(scaleOut: () => ScaleOut): void {
    const found = () => scaleOut().found;
    const edge = () => scaleOut().edge;
    let previous: Stack;
    let start: number;
    let both: number;

    /** Deploys the edge with other configuration, and waits until its agents have taken that up. */
    async function upEdge(config: Record<string, unknown>): Promise<void> {
        const since = Date.now() / 1000;
        await configure(edge(), config);
        await edge().up();
        await untilReloaded(found().edge, since);
    }

    before("an edge that writes to a Prometheus", async () => {
        const { fleet, url } = scaleOut();
        const values = mergeValues(fleet.config.values as object, Object.fromEntries(leftOut.map((part) => [part, { enabled: false }])));
        const place = { namespace: old, releaseName: old, hostname: new URL(url).hostname, serviceType: "NodePort", nodePort: oldPort };
        previous = await fleet.stacks.ofProject("old", found().global.kubeconfig, { ...fleet.config, ...place, values, role: "global", edges: ["paris"] });
        await previous.up();
        await upEdge({ globalStack: fleet.stacks.reference("old"), replicas: 1 });
        await untilHeard(found().global, "paris", 240, oldApi);
        start = Date.now() / 1000;
    });

    it("writes to both", async () => {
        const { remoteWriteUrl, edgeCredentials } = await scaleOut().global.outputs();
        const path = `/api/v1/namespaces/monitoring/secrets/${secret}`;
        const metadata = { name: secret, namespace: "monitoring" };
        await found().edge.apply(path, { apiVersion: "v1", kind: "Secret", metadata, stringData: edgeCredentials.value.paris });
        const of = (key: string) => ({ name: secret, key });
        const destination = { url: remoteWriteUrl.value, basicAuth: { username: of("username"), password: of("password") }, messageVersion: "V1.0" };
        await upEdge({ additionalRemoteWrite: { thanos: destination } });
        await untilHeard(found().global, "paris", 240, thanosApi);
        both = Date.now() / 1000;
    });

    it("has the other global stack, and then no further destination", async () => {
        await upEdge({ globalStack: scaleOut().fleet.stacks.reference("gateway") });
        await untilHeard(found().global, "paris", 240, thanosApi);
        await edge().removeConfig("multicluster-prometheus:additionalRemoteWrite");
        await upEdge({ replicas: 2 });
        await untilHeard(found().global, "paris", 240, thanosApi);
    });

    it("leaves no gap: the old one has all until both were written to, and Thanos all since then", async () => {
        const now = Date.now() / 1000;
        const inOld = await gaps(found().global, Math.floor(both - start), both, oldApi);
        const inThanos = await gaps(found().global, Math.floor(now - both) + 2 * scrapeSeconds, now, thanosApi);
        console.log(`      ${inOld.length} and ${inThanos.length} samples one after the other, the longest time between two ${Math.max(...inOld).toFixed(1)} s and ${Math.max(...inThanos).toFixed(1)} s`);
        expect(Math.min(inOld.length, inThanos.length)).to.be.above(2);
        expect([...inOld, ...inThanos].filter((gap) => gap > longestRegularGap)).to.deep.equal([]);
    });
}
