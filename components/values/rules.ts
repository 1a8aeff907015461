import { Values } from "./merge";

/** Groups of the chart's alerts, without recording rules, in which an alert is made of nothing: of `absent()` or a constant. */
const alertsOfNoSeries = ["etcd", "general", "kubeControllerManager", "kubeProxy", "kubernetesSystem", "kubeSchedulerAlerting"];

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

/** Helm values that make the chart's rules keep the cluster of each series and alert. */
export function ruleValues(clusterName: string): Values {
    // Prometheus fills in the labels of alerts as templates: where the series named no cluster, it is this one.
    const cluster = `{{ with $labels.cluster }}{{ . }}{{ else }}${clusterName}{{ end }}`;
    return {
        defaultRules: {
            additionalAggregationLabels: ["cluster"],
            additionalRuleGroupLabels: Object.fromEntries(alertsOfNoSeries.map((group) => [group, { cluster }])),
            rules: { kubePrometheusNodeRecording: false },
        },
        additionalPrometheusRulesMap: {
            "node-recording-by-cluster": { groups: [{ name: "node-recording-by-cluster.rules", rules: nodeRecordingRules }] },
        },
    };
}
