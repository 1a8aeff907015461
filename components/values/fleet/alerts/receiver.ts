import { Fleet } from "../fleet";
import { Alert } from "../rule";

/** Alerts of the receiver: what it refuses, and its volume. */
export function receiverAlerts({ clusterName, namespace, releaseName }: Fleet): Alert[] {
    const own = `cluster="${clusterName}"`;
    const increase = (series: string) => `sum by (cluster) (increase(${series}[10m]))`;
    const late =
        `${increase(`prometheus_tsdb_too_old_samples_total{${own}}`)} + ` + increase(`prometheus_tsdb_out_of_order_samples_total{${own}}`);
    const refused = increase(`prometheus_http_requests_total{${own},handler="/api/v1/write",code=~"4.."}`);
    const volume = (what: string) =>
        `kubelet_volume_stats_${what}_bytes{${own},metrics_path="/metrics",namespace="${namespace}",` +
        `persistentvolumeclaim=~"prometheus-${releaseName}-prometheus-db-.+"}`;
    return [
        {
            name: "ReceiverRejectsLateSamples",
            severity: "critical",
            expr: `${late} > 0`,
            for: "1m",
            summary: "The receiver refuses samples that come too late",
            description:
                '{{ printf "%.0f" $value }} samples in ten minutes were older than outageTolerance allows. They are lost. ' +
                "Give all stacks the same outageTolerance, and look for RemoteWriteSamplesFailed to see whose they are.",
        },
        {
            name: "ReceiverRefusesWrites",
            severity: "warning",
            // A 400 for late samples has an alert of its own.
            expr: `${refused} > 0 unless on (cluster) (${late} > 0)`,
            for: "5m",
            summary: "The receiver refuses what edges write",
            description:
                '{{ printf "%.0f" $value }} requests in ten minutes got a 4xx, and samples in them are lost. Two clusters of one name write two values ' +
                "for one time; a clock that is more than ten minutes ahead does it, too. The receiver's log says which.",
        },
        {
            name: "ReceiverFutureSamples",
            severity: "warning",
            expr: `max by (cluster) (prometheus_tsdb_head_max_time_seconds{${own}}) - time() > 60`,
            for: "1m",
            summary: "The receiver holds samples of the future",
            description:
                "The newest sample is {{ $value | humanizeDuration }} ahead, and by as much less may the samples of all edges be late. " +
                "EdgeClockAhead names the edge whose clock it is.",
        },
        {
            name: "ReceiverDiskFilling",
            severity: "critical",
            // retentionSize ends the growth at 80 %, so a forecast alone means nothing.
            expr:
                `${volume("available")} / ${volume("capacity")} < 0.15 and ` +
                `predict_linear(${volume("available")}[6h], 4 * 24 * 3600) < 0`,
            for: "1h",
            summary: "The receiver's volume will be full in four days",
            description:
                "{{ $value | humanizePercentage }} of {{ $labels.persistentvolumeclaim }} is left. Raise storageSize, or lower retentionSize or retention: " +
                "Prometheus stops when it is full.",
        },
    ];
}
