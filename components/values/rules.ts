import { Fleet } from "./fleet/fleet";
import { Receiver } from "../thanosArgs";
import { chartRuleGroup, fleetRuleGroups, thanosRuleGroup } from "./fleet/fleetRules";
import { localRule } from "./localRule";
import { Values } from "./merge";

/** Groups of the chart's alerts, without recording rules, in which an alert is made of nothing: of `absent()` or a constant. */
const alertsOfNoSeries = ["etcd", "general"];

/** Alerts of the chart that are raised for no cluster, and their whole groups go with them; or for each edge without cause: an agent knows no Alertmanager. */
const replacedAlerts = ["KubeAPIDown", "KubeControllerManagerDown", "KubeProxyDown", "KubeSchedulerDown", "PrometheusNotConnectedToAlertmanagers"];

/** Alerts of the chart that see only edges whose release has global's name, where the fleet's own alerts see all. */
const doubledAlerts = ["PrometheusRemoteStorageFailures", "PrometheusRemoteWriteBehind", "PrometheusRemoteWriteDesiredShards"];

const busyCpu = 'node_cpu_seconds_total{mode!="idle",mode!="iowait",mode!="steal"}';

/** The chart's group `kube-prometheus-node-recording.rules`, by cluster: two of its rules add up all clusters, whatever the chart is told. */
const nodeRecordingRules: Values[] = [
    { record: "instance:node_cpu:rate:sum", expr: `sum by (cluster, instance) (rate(${busyCpu}[3m]))` },
    {
        record: "instance:node_network_receive_bytes:rate:sum",
        expr: "sum by (cluster, instance) (rate(node_network_receive_bytes_total[3m]))",
    },
    {
        record: "instance:node_network_transmit_bytes:rate:sum",
        expr: "sum by (cluster, instance) (rate(node_network_transmit_bytes_total[3m]))",
    },
    {
        record: "instance:node_cpu:ratio",
        expr:
            `sum without (cpu, mode) (rate(${busyCpu}[5m])) / on (cluster, instance) group_left ()` +
            " count by (cluster, instance) (sum by (cluster, instance, cpu) (node_cpu_seconds_total))",
    },
    { record: "cluster:node_cpu:sum_rate5m", expr: `sum by (cluster) (rate(${busyCpu}[5m]))` },
    {
        record: "cluster:node_cpu:ratio",
        expr:
            "cluster:node_cpu:sum_rate5m / on (cluster)" +
            " count by (cluster) (sum by (cluster, instance, cpu) (node_cpu_seconds_total))",
    },
];

/** Helm values of all rules: the chart's, so that they keep the cluster of each series and alert, and the fleet's. */
export function ruleValues(fleet: Fleet, withFleetAlerts: boolean): Values {
    // Prometheus fills in the labels of alerts as templates: where the series named no cluster, it is this one.
    const cluster = `{{ with $labels.cluster }}{{ . }}{{ else }}${fleet.clusterName}{{ end }}`;
    const disabled = withFleetAlerts ? [...replacedAlerts, ...doubledAlerts] : replacedAlerts;
    return {
        defaultRules: {
            additionalAggregationLabels: ["cluster"],
            additionalRuleGroupLabels: Object.fromEntries(alertsOfNoSeries.map((group) => [group, { cluster }])),
            rules: { kubePrometheusNodeRecording: false },
            disabled: Object.fromEntries(disabled.map((alert) => [alert, true])),
        },
        additionalPrometheusRulesMap: {
            "node-recording-by-cluster": { groups: [{ name: "node-recording-by-cluster.rules", rules: nodeRecordingRules }] },
            "chart-by-cluster": { groups: [chartRuleGroup(fleet)] },
            ...(withFleetAlerts && { fleet: { groups: fleetRuleGroups(fleet) } }),
            ...(withFleetAlerts && fleet.receiver === Receiver.Thanos && { thanos: { additionalLabels: localRule, groups: [thanosRuleGroup(fleet)] } }),
        },
    };
}
