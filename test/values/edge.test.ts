import { expect } from "chai";
import { annotationDiscoveryJob } from "../../components/values/discovery";
import { edgeValues } from "../../components/values/edge";

const required = { clusterName: "paris", remoteWriteUrl: "http://203.0.113.10:9090/api/v1/write" };
const clusterRules = [
    { sourceLabels: ["exported_cluster", "cluster"], regex: ";(.+)", targetLabel: "exported_cluster" },
    { sourceLabels: ["exported_cluster"], regex: "paris", targetLabel: "exported_cluster", replacement: "" },
    { targetLabel: "cluster", replacement: "paris" },
];

describe("edgeValues", () => {
    it("has these defaults, and no others", () => {
        expect(edgeValues(required)).to.deep.equal({
            fullnameOverride: "kube-prometheus-stack",
            crds: { upgradeJob: { enabled: true } },
            defaultRules: { create: false },
            alertmanager: { enabled: false },
            grafana: { enabled: false },
            kubelet: { namespace: "monitoring", serviceMonitor: { cAdvisorInterval: "30s" } },
            prometheusOperator: {
                kubeletService: { namespace: "monitoring" },
                admissionWebhooks: { enabled: false },
                tls: { enabled: false },
            },
            prometheus: {
                agentMode: true,
                service: { reloaderWebPort: 0 },
                prometheusSpec: {
                    replicas: 1,
                    externalLabels: { cluster: "paris" },
                    remoteWrite: [
                        {
                            name: "paris",
                            url: "http://203.0.113.10:9090/api/v1/write",
                            queueConfig: { retryOnRateLimit: true, maxShards: 10, maxBackoff: "5s", sampleAgeLimit: "8h" },
                            writeRelabelConfigs: clusterRules,
                        },
                    ],
                    additionalRemoteWrite: [],
                    additionalScrapeConfigs: [annotationDiscoveryJob()],
                    additionalArgs: [{ name: "storage.agent.wal-truncate-frequency", value: "16h" }],
                    scrapeInterval: "30s",
                    resources: { requests: { cpu: "100m", memory: "256Mi" } },
                    storageSpec: {
                        volumeClaimTemplate: {
                            spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "10Gi" } } },
                        },
                    },
                    serviceMonitorSelectorNilUsesHelmValues: false,
                    podMonitorSelectorNilUsesHelmValues: false,
                    probeSelectorNilUsesHelmValues: false,
                    scrapeConfigSelectorNilUsesHelmValues: false,
                },
            },
        });
    });

    it("scrapes containers no more often than the kubelet renews what it says of them", () => {
        const intervalOf = (scrapeInterval: string) => edgeValues({ ...required, scrapeInterval }).kubelet.serviceMonitor.cAdvisorInterval;
        expect(["10s", "30s", "1m", "1h30m"].map(intervalOf)).to.deep.equal(["30s", "30s", "1m", "1h30m"]);
    });

    it("merges a queue setting with the tuned defaults", () => {
        const [entry] = edgeValues({ ...required, queueConfig: { maxShards: 50 } }).prometheus.prometheusSpec.remoteWrite;
        expect(entry.queueConfig).to.deep.equal({ retryOnRateLimit: true, maxShards: 50, maxBackoff: "5s", sampleAgeLimit: "8h" });
    });

    it("applies the user's relabeling rules before the cluster's own", () => {
        const drop = { sourceLabels: ["__name__"], regex: "go_.*", action: "drop" };
        const [entry] = edgeValues({ ...required, writeRelabelConfigs: [drop] }).prometheus.prometheusSpec.remoteWrite;
        expect(entry.writeRelabelConfigs).to.deep.equal([drop, ...clusterRules]);
    });

    it("names further destinations by their keys, and leaves them as they are otherwise", () => {
        const spec = edgeValues({
            ...required,
            additionalRemoteWrite: { mimir: { url: "https://mimir.example.com/api/v1/push", headers: { "X-Scope-OrgID": "a" } } },
        }).prometheus.prometheusSpec;
        expect(spec.remoteWrite).to.have.length(1);
        expect(spec.additionalRemoteWrite).to.deep.equal([
            { name: "mimir", url: "https://mimir.example.com/api/v1/push", headers: { "X-Scope-OrgID": "a" } },
        ]);
    });

    it("derives three figures from the outage tolerance, the log's period doubled", () => {
        const spec = edgeValues({ ...required, outageTolerance: "1h30m" }).prometheus.prometheusSpec;
        expect(spec.additionalArgs).to.deep.equal([{ name: "storage.agent.wal-truncate-frequency", value: "3h" }]);
        expect(spec.remoteWrite[0].queueConfig.sampleAgeLimit).to.equal("1h30m");
    });

    it("discovers no annotated pods when told so", () => {
        const spec = edgeValues({ ...required, annotationDiscovery: false }).prometheus.prometheusSpec;
        expect(spec.additionalScrapeConfigs).to.deep.equal([]);
    });

    it("merges the raw values last, and null removes", () => {
        const values = edgeValues({
            ...required,
            values: { nodeExporter: { enabled: false }, prometheus: { prometheusSpec: { remoteWrite: null, logLevel: "debug" } } },
        });
        expect(values.nodeExporter).to.deep.equal({ enabled: false });
        expect(values.prometheus.prometheusSpec.remoteWrite).to.equal(null);
        expect(values.prometheus.prometheusSpec.logLevel).to.equal("debug");
        expect(values.prometheus.agentMode).to.equal(true);
    });
});
