import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import { chart, thanosChart } from "../../components/chart";
import { chartKeysVersion, thanosKeysVersion, unknownChartKeys, unknownThanosKeys } from "../../components/values/chartKeys";
import { thanosValues } from "../../components/values/thanos";

// Which keys are in the index is not proved here but in test/rendered/chartKeys.test.ts, which needs the chart.
describe("unknownChartKeys", () => {
    it("knows the chart version that is deployed", () => {
        expect(chartKeysVersion).to.equal(chart.version);
    });

    it("knows the Thanos chart that is deployed, and each value that is set for it", () => {
        expect(thanosKeysVersion).to.equal(thanosChart.version);
        const args = { receiver: "thanos", objectStorage: { fileSystem: {} }, storageClassName: "fast" };
        expect(unknownThanosKeys(thanosValues(args as any))).to.deep.equal([]);
        expect(unknownThanosKeys({ receive: { ingester: {} } })).to.deep.equal([{ path: "receive.ingester", nearest: "ingestor" }]);
    });

    it("finds a misspelt key and the one meant", () => {
        expect(unknownChartKeys({ promethues: { enabled: true } })).to.deep.equal([
            { path: "promethues", nearest: "prometheus" },
        ]);
    });

    it("finds keys of another style, at any depth", () => {
        const values = {
            prometheus: {
                prometheusSpec: {
                    retention_size: "10GiB",
                    remoteWrite: [
                        { url: "https://a.example", queue_config: {} },
                        { url: "https://b.example", queueConfig: { max_shards: 10, MaxBackoff: "5s" } },
                    ],
                },
            },
            grafana: { sidecar: { dashboards: { multiCluster: { global: { enabled: true } } } } },
            "kube-state-metrics": { MetricLabelsAllowlist: [] },
        };
        expect(unknownChartKeys(values)).to.deep.equal([
            { path: "prometheus.prometheusSpec.retention_size", nearest: "retentionSize" },
            { path: "prometheus.prometheusSpec.remoteWrite[0].queue_config", nearest: "queueConfig" },
            { path: "prometheus.prometheusSpec.remoteWrite[1].queueConfig.max_shards", nearest: "maxShards" },
            { path: "prometheus.prometheusSpec.remoteWrite[1].queueConfig.MaxBackoff", nearest: "maxBackoff" },
            { path: "grafana.sidecar.dashboards.multiCluster", nearest: "multicluster" },
            { path: "kube-state-metrics.MetricLabelsAllowlist", nearest: "metricLabelsAllowlist" },
        ]);
    });

    it("prefers the sibling of the same style", () => {
        expect(unknownChartKeys({ kube_state_metrics: {}, KubeStateMetrics: {} })).to.deep.equal([
            { path: "kube_state_metrics", nearest: "kube-state-metrics" },
            { path: "KubeStateMetrics", nearest: "kubeStateMetrics" },
        ]);
    });

    it("guesses nothing for a key that resembles none", () => {
        expect(unknownChartKeys({ loki: {}, kubelet: { retention: "10d" } })).to.deep.equal([
            { path: "loki" },
            { path: "kubelet.retention" },
        ]);
    });

    it("finds a key that an object would inherit", () => {
        expect(unknownChartKeys({ kubelet: { constructor: {} } })).to.deep.equal([{ path: "kubelet.constructor" }]);
    });

    it("finds a misspelt key in each important map", () => {
        const closed = [
            "prometheus", "prometheus.service", "prometheus.prometheusSpec", "prometheus.prometheusSpec.storageSpec",
            "alertmanager", "alertmanager.alertmanagerSpec", "thanosRuler", "thanosRuler.thanosRulerSpec",
            "grafana", "grafana.sidecar.dashboards", "grafana.sidecar.datasources",
            "prometheusOperator", "prometheusOperator.admissionWebhooks", "prometheusOperator.tls",
            "defaultRules", "defaultRules.rules", "kubeStateMetrics", "nodeExporter", "kubelet", "kubelet.serviceMonitor",
            "kube-state-metrics", "prometheus-node-exporter", "crds", "crds.upgradeJob",
        ];
        const found = closed.map(map => unknownChartKeys({ quux: true }, map));
        expect(found).to.deep.equal(closed.map(() => [{ path: "quux" }]));
    });

    it("leaves alone what is the user's", () => {
        const own = { quux: { "any.key/here": 1 } };
        expect(unknownChartKeys({
            global: own,
            commonLabels: own,
            customRules: own,
            additionalPrometheusRulesMap: own,
            extraManifests: [own],
            defaultRules: { disabled: own, labels: own, additionalRuleLabels: own },
            alertmanager: { config: own, annotations: own, ingress: { annotations: own }, templateFiles: own },
            grafana: { "grafana.ini": own, podLabels: own, securityContext: own, datasources: own, dashboards: own },
            prometheus: { service: { annotations: own }, prometheusSpec: { externalLabels: own, nodeSelector: own } },
            "prometheus-node-exporter": { podLabels: own },
        })).to.deep.equal([]);
    });

    it("says nothing of null, of wrong types and of what is not known yet", () => {
        const later = pulumi.output({ quux: 1 });
        for (const values of [null, undefined, "text", 7, [], later, Promise.resolve({})]) {
            expect(unknownChartKeys(values)).to.deep.equal([]);
        }
        expect(unknownChartKeys({
            prometheus: null,
            alertmanager: "text",
            kubelet: [{ quux: 1 }],
            grafana: later,
            crds: { upgradeJob: later },
        })).to.deep.equal([]);
        expect(unknownChartKeys({ remoteWrite: { url: "not a list" }, tolerations: [null, "text"] }, "prometheus.prometheusSpec")).to.deep.equal([]);
    });

    it("gives paths relative to the place that the values are for", () => {
        expect(unknownChartKeys({ queueConfig: { max_shards: 10 } }, "prometheus.prometheusSpec.remoteWrite[]")).to.deep.equal([
            { path: "queueConfig.max_shards", nearest: "maxShards" },
        ]);
        expect(unknownChartKeys([{ queue_config: {} }], "prometheus.prometheusSpec.remoteWrite")).to.deep.equal([
            { path: "[0].queue_config", nearest: "queueConfig" },
        ]);
    });

    it("says nothing of valid values", () => {
        expect(unknownChartKeys(validValues)).to.deep.equal([]);
    });
});

const validValues = {
    fullnameOverride: "monitoring",
    namespaceOverride: "monitoring",
    global: { imageRegistry: "registry.example", imagePullSecrets: [{ name: "pull" }], rbac: { create: true } },
    crds: { enabled: true, upgradeJob: { enabled: true, forceConflicts: true } },
    defaultRules: { create: true, rules: { etcd: false, kubeProxy: false }, additionalAggregationLabels: ["cluster"] },
    additionalPrometheusRulesMap: { mine: { groups: [{ name: "g", rules: [{ alert: "A", expr: "up == 0", labels: { severity: "page" } }] }] } },
    alertmanager: {
        enabled: true,
        config: { route: { receiver: "pager", group_by: ["cluster"] }, receivers: [{ name: "pager", pagerduty_configs: [{ routing_key_file: "/k" }] }] },
        ingress: { enabled: true, ingressClassName: "nginx", hosts: ["alerts.example"], paths: ["/"], tls: [{ secretName: "t", hosts: ["alerts.example"] }] },
        alertmanagerSpec: {
            replicas: 3,
            retention: "120h",
            storage: { volumeClaimTemplate: { spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "5Gi" } } } } },
            alertmanagerConfigSelector: { matchLabels: { team: "a" } },
            alertmanagerConfigMatcherStrategy: { type: "None" },
        },
    },
    grafana: {
        enabled: true,
        adminPassword: "only-a-test",
        admin: { existingSecret: "grafana", userKey: "user", passwordKey: "password" },
        "grafana.ini": { server: { root_url: "https://grafana.example" }, "auth.generic_oauth": { enabled: true } },
        ingress: { enabled: true, ingressClassName: "nginx", annotations: { "cert-manager.io/cluster-issuer": "le" }, hosts: ["grafana.example"], path: "/", tls: [] },
        persistence: { enabled: true, type: "sts", size: "20Gi", storageClassName: "ssd", accessModes: ["ReadWriteOnce"] },
        sidecar: {
            dashboards: { enabled: true, multicluster: { global: { enabled: true }, etcd: { enabled: true } }, searchNamespace: "ALL" },
            datasources: { extraJsonData: { prometheusType: "Prometheus" }, url: "http://p:9090/", defaultDatasourceScrapeInterval: "30s" },
        },
        additionalDataSources: [{ name: "loki", type: "loki", url: "http://loki" }],
        plugins: ["grafana-clock-panel"],
        resources: { limits: { memory: "1Gi" } },
    },
    kubelet: { enabled: true, serviceMonitor: { cAdvisorMetricRelabelings: [{ action: "drop", sourceLabels: ["__name__"], regex: "x" }], interval: "30s" } },
    kubeControllerManager: { enabled: true, endpoints: ["10.0.0.1"], serviceMonitor: { https: true } },
    kubeEtcd: { enabled: false },
    kubeStateMetrics: { enabled: true },
    "kube-state-metrics": { metricLabelsAllowlist: ["pods=[*]"], prometheus: { monitor: { honorLabels: true } }, resources: { requests: { cpu: "10m" } } },
    nodeExporter: { enabled: true, operatingSystems: { darwin: { enabled: false } } },
    "prometheus-node-exporter": { extraArgs: ["--collector.systemd"], hostRootFsMount: { enabled: true }, tolerations: [{ operator: "Exists" }] },
    prometheusOperator: {
        resources: { limits: { cpu: "200m" } },
        admissionWebhooks: { enabled: true, certManager: { enabled: true, issuerRef: { name: "ca", kind: "Issuer" } }, patch: { enabled: false } },
        tls: { enabled: false },
        prometheusConfigReloader: { resources: { requests: { cpu: "10m" } } },
    },
    prometheus: {
        agentMode: false,
        service: { type: "LoadBalancer", port: 9090, annotations: { a: "b" } },
        prometheusSpec: {
            image: { registry: "quay.io", repository: "prometheus/prometheus", tag: "v3.0.0" },
            replicas: 2,
            retention: "10d",
            enableRemoteWriteReceiver: true,
            enableFeatures: ["exemplar-storage"],
            externalLabels: { cluster: "paris" },
            tsdb: { outOfOrderTimeWindow: "2h" },
            scrapeClasses: [{ name: "default", default: true, relabelings: [{ targetLabel: "cluster", replacement: "paris" }] }],
            serviceMonitorSelectorNilUsesHelmValues: false,
            serviceMonitorSelector: { matchExpressions: [{ key: "team", operator: "In", values: ["a"] }] },
            affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: "zone", labelSelector: { matchLabels: { a: "b" } } }] } },
            tolerations: [{ key: "dedicated", operator: "Equal", value: "monitoring", effect: "NoSchedule" }],
            storageSpec: { volumeClaimTemplate: { metadata: { labels: { a: "b" } }, spec: { storageClassName: "ssd", resources: { requests: { storage: "50Gi" } } } } },
            thanos: { objectStorageConfig: { existingSecret: { name: "thanos", key: "objstore.yml" } }, image: "quay.io/thanos/thanos:v0.37.0" },
            containers: [{ name: "prometheus", env: [{ name: "A", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } }] }],
            additionalArgs: [{ name: "log.level", value: "debug" }],
            additionalScrapeConfigs: [{ job_name: "mine", static_configs: [{ targets: ["a:1"] }] }],
            remoteWrite: [{
                url: "https://r.example/api/v1/write",
                basicAuth: { username: { name: "s", key: "u" }, password: { name: "s", key: "p" } },
                tlsConfig: { ca: { secret: { name: "ca", key: "ca.crt" } } },
                queueConfig: { maxShards: 10, retryOnRateLimit: true, sampleAgeLimit: "2h" },
                writeRelabelConfigs: [{ action: "drop", sourceLabels: ["__name__"], regex: "go_.*" }],
            }],
        },
    },
};
