import { Fleet } from "../fleet";
import { Alert } from "../rule";

/** Jobs of the chart that have few targets, and whose absence the chart can see in one cluster only. */
const components = "apiserver|kube-controller-manager|kube-proxy|kube-scheduler|kube-state-metrics";

/** Alerts in place of those of the chart that cannot tell clusters apart. */
export function chartAlerts({ clusterName }: Fleet): Alert[] {
    const up = `up{cluster!="",job=~"${components}"}`;
    return [
        {
            name: "KubernetesComponentAbsent",
            severity: "critical",
            // Not every cluster lets each be scraped, and each may have another platform: only what answered within a day
            // can be missed. A silent edge has its own alert.
            expr:
                `count by (cluster, job) (max_over_time(${up}[1d]) == 1) unless on (cluster, job) count by (cluster, job) (${up})` +
                ' and on (cluster) count by (cluster) (up{cluster!=""})',
            for: "15m",
            summary: "{{ $labels.job }} is gone from {{ $labels.cluster }}",
            description: "{{ $labels.job }} of {{ $labels.cluster }} answered within the last day, and no target of it is left.",
        },
        {
            name: "KubernetesComponentUnreachable",
            severity: "warning",
            expr: `max by (cluster, job, namespace, instance) (up{cluster!="",job=~"kube-controller-manager|kube-proxy|kube-scheduler"}) == 0`,
            for: "15m",
            summary: "{{ $labels.job }} of {{ $labels.cluster }} at {{ $labels.instance }} does not answer",
            description: "{{ $labels.job }} of {{ $labels.cluster }} at {{ $labels.instance }} has not been scraped for a quarter of an hour.",
        },
        {
            name: "PrometheusWithoutAlertmanager",
            severity: "critical",
            expr: `max by (cluster) (max_over_time(prometheus_notifications_alertmanagers_discovered{cluster="${clusterName}"}[5m])) < 1`,
            for: "10m",
            summary: "The global Prometheus knows no Alertmanager",
            description: "Alerts fire, and nobody is told.",
        },
    ];
}
