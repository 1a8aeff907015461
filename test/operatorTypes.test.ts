import { expect } from "chai";
import { edgeValues } from "../components/values/edge";
import { globalValues } from "../components/values/global";
import { Values } from "../components/values/merge";
import { unknownChartKeys } from "../components/values/chartKeys";
import { importEsm } from "./support/importEsm";

const operator = "@kubernetes-models/prometheus-operator/monitoring.coreos.com";
const edge = edgeValues({
    clusterName: "paris",
    remoteWriteUrl: "http://203.0.113.10:9090/api/v1/write",
    queueConfig: { minShards: 2, capacity: 5000 },
    writeRelabelConfigs: [{ sourceLabels: ["__name__"], regex: "go_.*", action: "drop" }],
    additionalRemoteWrite: { mimir: { url: "https://mimir.example.com/api/v1/push", headers: { "X-Scope-OrgID": "a" } } },
});
const global = globalValues({}, { existingSecret: "admin", userKey: "admin-user", passwordKey: "admin-password" });

/** The spec of the custom resource that the chart makes of `prometheusSpec`, less what only the chart reads. */
function customResourceSpec({ prometheus }: Values): Values {
    const { storageSpec, additionalRemoteWrite = [], remoteWrite = [], ...rest } = prometheus.prometheusSpec;
    const chartOnly = /NilUsesHelmValues$|^remoteWriteDashboards$|^additionalScrapeConfigs$/;
    const spec = Object.fromEntries(Object.entries(rest).filter(([key]) => !chartOnly.test(key)));
    // The package takes the claim for an object of a kind of its own; the operator does not.
    const claim = { apiVersion: "monitoring.coreos.com/v1", kind: "EmbeddedPersistentVolumeClaim", ...storageSpec.volumeClaimTemplate };
    return { ...spec, storage: { volumeClaimTemplate: claim }, remoteWrite: [...remoteWrite, ...additionalRemoteWrite] };
}

// The types say which kinds and patterns of values are right; that no key is unknown to the chart is the second test's.
describe("the values against the operator's own types", () => {
    it("are a Prometheus and a PrometheusAgent", async () => {
        const { Prometheus } = await importEsm(`${operator}/v1`);
        const { PrometheusAgent } = await importEsm(`${operator}/v1alpha1`);
        new Prometheus({ metadata: { name: "global" }, spec: customResourceSpec(global) }).validate();
        new PrometheusAgent({ metadata: { name: "edge" }, spec: customResourceSpec(edge) }).validate();
    });

    it("would not be with a wrong kind of value", async () => {
        const { PrometheusAgent } = await importEsm(`${operator}/v1alpha1`);
        const wrong = { ...customResourceSpec(edge), scrapeInterval: "half a minute" };
        expect(() => new PrometheusAgent({ metadata: { name: "edge" }, spec: wrong }).validate()).to.throw("scrapeInterval");
    });

    it("set only paths that the pinned chart has", () => {
        expect(unknownChartKeys(global)).to.deep.equal([]);
        expect(unknownChartKeys(edge)).to.deep.equal([]);
    });
});
