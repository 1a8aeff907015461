import { expect } from "chai";
import { globalValues } from "../../components/values/global";
import { defaultRetentionSize } from "../../components/values/retention";
import { gatewayValues } from "../../components/values/gateway";
import { networkPolicyValues } from "../../components/values/networkPolicy";
import { alertmanagerValues } from "../../components/values/alertmanager";
import { fleetOf } from "../../components/values/fleet/fleet";
import { ruleValues } from "../../components/values/rules";

const grafanaAdmin = { existingSecret: "kube-prometheus-stack-grafana-admin", userKey: "admin-user", passwordKey: "admin-password" };

const { additionalPodMonitors } = gatewayValues("kube-prometheus-stack", false, false).prometheus;
const { networkPolicy } = networkPolicyValues("kube-prometheus-stack", "receiver").prometheus;

describe("globalValues", () => {
    it("has these defaults, and no others", () => {
        expect(globalValues({}, grafanaAdmin)).to.deep.equal({
            fullnameOverride: "kube-prometheus-stack",
            crds: { upgradeJob: { enabled: true } },
            ...ruleValues(fleetOf({}), true),
            ...alertmanagerValues({}, []),
            grafana: {
                admin: grafanaAdmin,
                sidecar: { dashboards: { multicluster: { global: { enabled: true }, etcd: { enabled: true } } } },
            },
            kubelet: { namespace: "monitoring" },
            prometheusOperator: { kubeletService: { namespace: "monitoring" } },
            prometheus: {
                service: { reloaderWebPort: 0, type: "ClusterIP" },
                additionalPodMonitors,
                networkPolicy,
                prometheusSpec: {
                    enableRemoteWriteReceiver: true,
                    tsdb: { outOfOrderTimeWindow: "8h" },
                    retention: "10d",
                    retentionSize: "40GiB",
                    scrapeInterval: "30s",
                    externalLabels: { cluster: "global" },
                    scrapeClasses: [
                        { name: "cluster", default: true, relabelings: [{ targetLabel: "cluster", replacement: "global" }] },
                    ],
                    resources: { requests: { cpu: "500m", memory: "2Gi" } },
                    storageSpec: {
                        volumeClaimTemplate: {
                            spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "50Gi" } } },
                        },
                    },
                    serviceMonitorSelectorNilUsesHelmValues: false,
                    podMonitorSelectorNilUsesHelmValues: false,
                    probeSelectorNilUsesHelmValues: false,
                    scrapeConfigSelectorNilUsesHelmValues: false,
                    ruleSelectorNilUsesHelmValues: false,
                    remoteWriteDashboards: true,
                },
            },
        });
    });

    it("takes each arg", () => {
        const values = globalValues(
            {
                clusterName: "hub",
                namespace: "metrics",
                releaseName: "kps",
                upgradeCrds: false,
                scrapeInterval: "15s",
                storageSize: "100Gi",
                storageClassName: "fast",
                resources: { limits: { memory: "8Gi" } },
                outageTolerance: "1d",
                retention: "30d",
                gateway: false,
                serviceType: "NodePort",
                nodePort: 31000,
            },
            grafanaAdmin,
        );
        expect(values.fullnameOverride).to.equal("kps");
        expect(values.crds).to.deep.equal({ upgradeJob: { enabled: false } });
        expect(values.kubelet).to.deep.equal({ namespace: "metrics" });
        expect(values.prometheusOperator).to.deep.equal({ kubeletService: { namespace: "metrics" } });
        expect(values.prometheus.service).to.deep.equal({ reloaderWebPort: 0, type: "NodePort", nodePort: 31000 });
        const spec = values.prometheus.prometheusSpec;
        expect(spec.externalLabels).to.deep.equal({ cluster: "hub" });
        expect(spec.scrapeClasses[0].relabelings).to.deep.equal([{ targetLabel: "cluster", replacement: "hub" }]);
        expect(spec.scrapeInterval).to.equal("15s");
        expect(spec.storageSpec.volumeClaimTemplate.spec).to.deep.equal({
            accessModes: ["ReadWriteOnce"],
            storageClassName: "fast",
            resources: { requests: { storage: "100Gi" } },
        });
        expect(spec.resources).to.deep.equal({ limits: { memory: "8Gi" } });
        expect(spec.tsdb).to.deep.equal({ outOfOrderTimeWindow: "1d" });
        expect(spec.retention).to.equal("30d");
        expect(spec.retentionSize).to.equal("80GiB");
    });

    it("keeps 80 % of the volume for samples, unless told otherwise", () => {
        expect(defaultRetentionSize("50Gi")).to.equal("40GiB");
        expect(defaultRetentionSize("7Gi")).to.equal("5734MiB");
        expect(defaultRetentionSize("100G")).to.equal("76293MiB");
        const values = globalValues({ retentionSize: "10GB" }, grafanaAdmin);
        expect(values.prometheus.prometheusSpec.retentionSize).to.equal("10GB");
    });

    it("watches the fleet, unless told not to, and tells whom it is told to", () => {
        const { additionalPrometheusRulesMap, alertmanager } = globalValues({ fleetAlerts: false, edges: ["paris"], mutedEdges: ["paris"] }, grafanaAdmin);
        expect(Object.keys(additionalPrometheusRulesMap)).not.to.include("fleet");
        expect(alertmanager).to.deep.equal(alertmanagerValues({}, ["paris"]).alertmanager);
        const told = globalValues({ alerting: { deadMansSwitch: { name: "alerting", key: "url" } } }, grafanaAdmin);
        expect(told.alertmanager.alertmanagerSpec).to.deep.equal({ secrets: ["alerting"] });
    });

    it("publishes Prometheus only without a gateway, and a node port only on a Service of type NodePort", () => {
        const service = (args: Parameters<typeof globalValues>[0]) => globalValues(args, grafanaAdmin).prometheus.service;
        expect(service({ serviceType: "NodePort" })).to.deep.equal({ reloaderWebPort: 0, type: "ClusterIP" });
        expect(service({ gateway: false })).to.deep.equal({ reloaderWebPort: 0, type: "LoadBalancer" });
        expect(service({ gateway: false, serviceType: "NodePort" })).to.deep.equal({ reloaderWebPort: 0, type: "NodePort", nodePort: 30090 });
    });

    it("makes a network policy with a gateway, unless told not to", () => {
        const policy = (args: Parameters<typeof globalValues>[0]) => globalValues(args, grafanaAdmin).prometheus.networkPolicy;
        expect(policy({})?.enabled).to.equal(true);
        expect(policy({ networkPolicy: false })).to.equal(undefined);
        expect(policy({ gateway: false })).to.equal(undefined);
    });

    it("merges the raw values last", () => {
        const values = globalValues(
            { retention: "30d", values: { prometheus: { prometheusSpec: { retention: "5d", replicas: 2 } }, alertmanager: { enabled: false } } },
            grafanaAdmin,
        );
        expect(values.prometheus.prometheusSpec.retention).to.equal("5d");
        expect(values.prometheus.prometheusSpec.replicas).to.equal(2);
        expect(values.prometheus.prometheusSpec.enableRemoteWriteReceiver).to.equal(true);
        expect(values.alertmanager.enabled).to.equal(false);
    });
});
