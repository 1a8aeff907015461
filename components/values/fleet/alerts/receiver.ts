import { Receiver } from "../../../thanosArgs";
import { replicationFactor } from "../../thanos";
import { Fleet } from "../fleet";
import { Alert } from "../rule";

/** Alerts of the receiver: what it refuses, and its volume. */
export function receiverAlerts({ clusterName, namespace, releaseName, receiver }: Fleet): Alert[] {
    const own = `cluster="${clusterName}"`;
    const withThanos = receiver === Receiver.Thanos;
    const increase = (series: string) => `sum by (cluster) (increase(${series}[10m]))`;
    const ingesters = `${own},job="${releaseName}-thanos-receive-ingestor"`;
    // Each ingester counts its own copy.
    const refusedSamples = (metric: string) => (withThanos ? `${increase(`${metric}{${ingesters}}`)} / ${replicationFactor}` : increase(`${metric}{${own}}`));
    const late = `${refusedSamples("prometheus_tsdb_too_old_samples_total")} + ${refusedSamples("prometheus_tsdb_out_of_order_samples_total")}`;
    // A 429 is sent again, and has an alert of its own.
    const refused = increase(
        withThanos
            ? `http_requests_total{${own},job="${releaseName}-thanos-receive-router",handler="receive",code=~"4..",code!="429"}`
            : `prometheus_http_requests_total{${own},handler="/api/v1/write",code=~"4.."}`,
    );
    // Prometheus alone has it in seconds.
    const newest = withThanos
        ? `prometheus_tsdb_head_max_time{${ingesters}} / 1000`
        : `prometheus_tsdb_head_max_time_seconds{${own}}`;
    const claim = withThanos ? `data-${releaseName}-thanos-receive-ingestor-.+` : `prometheus-${releaseName}-prometheus-db-.+`;
    const volume = (what: string) =>
        `kubelet_volume_stats_${what}_bytes{${own},metrics_path="/metrics",namespace="${namespace}",` +
        `persistentvolumeclaim=~"${claim}"}`;
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
            expr: `max by (cluster) (${newest}) - time() > 60`,
            for: "1m",
            summary: "The receiver holds samples of the future",
            description:
                "The newest sample is {{ $value | humanizeDuration }} ahead, and by as much less may the samples of all edges be late. " +
                "EdgeClockAhead names the edge whose clock it is.",
        },
        {
            name: "ReceiverDiskFilling",
            severity: "critical",
            // The volume fills up to retentionSize, or with what waits for the bucket, so a forecast alone means nothing.
            expr:
                `${volume("available")} / ${volume("capacity")} < 0.15 and ` +
                `predict_linear(${volume("available")}[6h], 4 * 24 * 3600) < 0`,
            for: "1h",
            summary: "The receiver's volume will be full in four days",
            description:
                "{{ $value | humanizePercentage }} of {{ $labels.persistentvolumeclaim }} is left. Raise storageSize, " +
                (withThanos ? "and see whether blocks reach the bucket: an ingester stops when it is full." : "or lower retentionSize or retention: Prometheus stops when it is full."),
        },
    ];
}
