import { Fleet } from "../fleet";
import { Alert } from "../rule";

/** Parts of Thanos by the job that scrapes them, without the release's name before it. */
const parts = ["thanos-query", "thanos-receive-router", "thanos-receive-ingestor", "thanos-store-gateway", "thanos-compact", "thanos-ruler"];

/** Alerts of Thanos itself, which the global Prometheus evaluates: of a Thanos that is down the ruler sees nothing. */
export function thanosAlerts({ clusterName, releaseName, ingesters }: Fleet): Alert[] {
    const own = `cluster="${clusterName}"`;
    const job = (part: string) => `${own},job="${releaseName}-${part}"`;
    const increase = (by: string, series: string, range: string) => `sum by (${by}) (increase(${series}[${range}]))`;
    return [
        {
            name: "ThanosAbsent",
            severity: "critical",
            // absent() of a comparison would name no job.
            expr: [`max by (cluster, job) (up{${own},job=~"${releaseName}-(${parts.join("|")})"}) == 0`, ...parts.map((part) => `absent(up{${job(part)}})`)].join(" or "),
            for: "5m",
            summary: "{{ $labels.job }} does not run",
            description:
                "No pod of {{ $labels.job }} answers. Without router or ingesters nothing is taken, and the edges keep it; without query or ruler no other alert is raised.",
        },
        {
            name: "ThanosIngesterDown",
            severity: "warning",
            // A pod that waits for a node has no target, so those that answer are counted.
            expr: `count by (cluster, job) (up{${job("thanos-receive-ingestor")}} == 1) < ${ingesters}`,
            for: "10m",
            summary: `{{ $value }} of ${ingesters} ingesters answer`,
            description: "Series have two copies left of three. When a second ingester fails, what edges write is refused, and they keep it.",
        },
        {
            name: "EdgeOverLimit",
            severity: "warning",
            // The edge that it is about is the alert's cluster.
            expr: `label_replace(${increase("tenant", `thanos_receive_head_series_limited_requests_total{${own}}`, "5m")}, "cluster", "$1", "tenant", "(.+)") > 0`,
            for: "5m",
            summary: "Edge {{ $labels.cluster }} has more series than it may",
            description:
                "All that it writes gets a 429 until it has fewer, and it keeps that as long as outageTolerance says. Find what grew, and drop it with writeRelabelConfigs, or raise its limit: limits.edges.{{ $labels.cluster }}.series.",
        },
        {
            name: "ThanosUploadFails",
            severity: "critical",
            // Thanos tries each half minute. Where it uploads in order, as here, a block that fails counts as a sync that failed.
            expr: `${increase("cluster, job, pod", `thanos_shipper_dir_sync_failures_total{${own}}`, "5m")} > 0`,
            for: "15m",
            summary: "{{ $labels.pod }} cannot bring its blocks to the object storage",
            description: "It keeps them on its volume until that is full. The log of the pod says what the object storage answers.",
        },
        {
            name: "ThanosCompactorHalted",
            severity: "warning",
            expr: `max by (cluster, job) (thanos_compact_halted{${own}}) == 1`,
            for: "5m",
            summary: "The compactor has stopped",
            description: "Blocks in the object storage are neither made larger nor removed when retention ends. Its log says which block it cannot read.",
        },
        {
            name: "ThanosRuleFails",
            severity: "critical",
            // One evaluation that fails is over before the alert fires.
            expr: `${increase("cluster, job, rule_group", `prometheus_rule_evaluation_failures_total{${job("thanos-ruler")}}`, "5m")} > 0`,
            for: "10m",
            summary: "The ruler cannot evaluate {{ $labels.rule_group }}",
            description: "Its alerts are not raised. The ruler's log says why; most often Thanos Query does not answer in time.",
        },
        {
            name: "ThanosWithoutAlertmanager",
            severity: "critical",
            // There is always the Watchdog to be sent. What a restart of Alertmanager leaves in the range is over before the alert fires.
            expr: `${increase("cluster, job", `thanos_alert_sender_alerts_dropped_total{${job("thanos-ruler")}}`, "5m")} > 0`,
            for: "10m",
            summary: "The ruler cannot tell Alertmanager of its alerts",
            description: "Alerts fire, and nobody is told but of those of Thanos itself.",
        },
    ];
}
