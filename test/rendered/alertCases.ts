import { AlertCase } from "../support/promtool";

const ofQueue = (cluster: string, more = "") => `{cluster="${cluster}",instance="a",remote_name="r",url="u"${more}}`;
const storage = (metric: string, cluster: string, more = "") => `prometheus_remote_storage_${metric}${ofQueue(cluster, more)}`;
const scraped = (cluster: string) => `prometheus_remote_storage_highest_timestamp_in_seconds{cluster="${cluster}",instance="a"}`;
const up = (cluster: string, job = "node-exporter") => `up{cluster="${cluster}",job="${job}",instance="a"}`;

/** What happens to the edges "paris" and "tokyo" of the global cluster "global"; the edge "rome" is muted. */
export const edgeCases: AlertCase[] = [
    {
        alert: "EdgeMetricsAbsent",
        that: "an edge appears, disappears and returns; one never wrote; a muted one is not missed",
        series: { [up("paris")]: "1x10 _x20 1x20" },
        firing: { "1m": [], "5m": ["tokyo"], "16m": ["tokyo"], "18m": ["paris", "tokyo"], "30m": ["paris", "tokyo"], "31m": ["tokyo"], "50m": ["tokyo"] },
    },
    {
        alert: "EdgeMetricsAbsent",
        that: "a hole of four minutes is none, as when the receiver restarts",
        series: { [up("paris")]: "1x10 _x4 1x20", [up("tokyo")]: "0x40" },
        firing: { "15m": [], "16m": [], "20m": [] },
    },
    {
        alert: "EdgeClockAhead",
        that: "clocks are right",
        series: { [up("paris")]: "1x30" },
        firing: { "10m": [], "30m": [] },
    },
];

export const queueCases: AlertCase[] = [
    {
        alert: "RemoteWriteBehind",
        that: "a queue stands still and catches up; others keep up or never sent",
        series: {
            [scraped("paris")]: "1000+60x50",
            [storage("queue_highest_sent_timestamp_seconds", "paris")]: "1000+60x10 1600x9 2260+60x29",
            [scraped("tokyo")]: "1000+60x50",
            [storage("queue_highest_sent_timestamp_seconds", "tokyo")]: "900+60x50",
            [scraped("rome")]: "1000+60x50",
            [storage("queue_highest_sent_timestamp_seconds", "rome")]: "0x50",
        },
        firing: { "10m": [], "17m": [], "18m": ["paris"], "20m": ["paris"], "21m": [], "40m": [] },
    },
    {
        alert: "RemoteWriteShardsAtLimit",
        that: "a queue needs all its shards, and then no more; another could have more",
        series: {
            [storage("shards_desired", "paris")]: "0.5x4 10x15 0.5x20",
            [storage("shards_max", "paris")]: "10x40",
            [storage("shards_desired", "tokyo")]: "9.9x40",
            [storage("shards_max", "tokyo")]: "10x40",
        },
        firing: { "4m": [], "14m": [], "15m": ["paris"], "20m": ["paris"], "21m": [] },
    },
    {
        alert: "RemoteWriteSamplesFailed",
        that: "samples are refused for a while, with and without histograms",
        series: {
            [storage("samples_failed_total", "paris")]: "0x10 100+100x5 600x20",
            [storage("histograms_failed_total", "paris")]: "0x36",
            [storage("samples_failed_total", "tokyo")]: "7x36",
        },
        firing: { "10m": [], "13m": ["paris"], "19m": ["paris"], "25m": [] },
    },
    {
        alert: "RemoteWriteSamplesDropped",
        that: "the counter comes with the first drop; what relabeling drops is meant",
        series: {
            [storage("samples_dropped_total", "paris", ',reason="too_old"')]: "_x10 50x29",
            [storage("samples_dropped_total", "tokyo", ',reason="dropped_series"')]: "0+100x40",
            [storage("samples_dropped_total", "rome", ',reason="too_old"')]: "50x40",
        },
        firing: { "12m": ["paris"], "20m": [], "39m": [] },
    },
    {
        alert: "RemoteWriteSamplesDropped",
        that: "a counter that is there rises and stands; histograms alone count too",
        series: {
            [storage("samples_dropped_total", "paris", ',reason="too_old"')]: "5x10 10+5x5 35x20",
            [storage("histograms_dropped_total", "tokyo", ',reason="too_old"')]: "5x10 10+5x5 35x20",
        },
        firing: { "10m": [], "13m": ["paris", "tokyo"], "30m": [] },
    },
    {
        alert: "RemoteWriteSamplesRetried",
        that: "samples are sent again for long; a short while does not count",
        series: {
            [storage("samples_retried_total", "paris")]: "0x5 100+100x25 2600x20",
            [storage("samples_retried_total", "tokyo")]: "0x5 100+100x5 600x40",
        },
        firing: { "15m": [], "22m": ["paris"], "45m": [] },
    },
    {
        alert: "RemoteWriteNeverSent",
        that: "a queue sends at last",
        series: {
            [storage("queue_highest_sent_timestamp_seconds", "paris")]: "0x20 1000+60x20",
            [storage("queue_highest_sent_timestamp_seconds", "tokyo")]: "1000+60x40",
        },
        firing: { "14m": [], "15m": ["paris"], "20m": ["paris"], "21m": [] },
    },
];

const own = (metric: string, more: string) => `${metric}{cluster="global",pod="p"${more}}`;
const tooOld = own("prometheus_tsdb_too_old_samples_total", ',type="float"');
const outOfOrder = own("prometheus_tsdb_out_of_order_samples_total", ',type="float"');
const writes = (code: string) => own("prometheus_http_requests_total", `,code="${code}",handler="/api/v1/write"`);
const volume = (what: string, cluster = "global", claim = "prometheus-kube-prometheus-stack-prometheus-db-prometheus-kube-prometheus-stack-prometheus-0") =>
    `kubelet_volume_stats_${what}_bytes{cluster="${cluster}",job="kubelet",metrics_path="/metrics",namespace="monitoring",persistentvolumeclaim="${claim}"}`;

export const receiverCases: AlertCase[] = [
    {
        alert: "ReceiverRejectsLateSamples",
        that: "samples come too late for a while",
        series: { [tooOld]: "0x10 5+5x3 20x30", [outOfOrder]: "0x44" },
        firing: { "10m": [], "12m": ["global"], "30m": [] },
    },
    {
        alert: "ReceiverRefusesWrites",
        that: "requests are refused, and then not; those that work do not count",
        series: { [tooOld]: "0x50", [outOfOrder]: "0x50", [writes("400")]: "0+1x20 20x30", [writes("204")]: "0+9x50" },
        firing: { "5m": [], "10m": ["global"], "40m": [] },
    },
    {
        alert: "ReceiverRefusesWrites",
        that: "late samples have their own alert",
        series: { [tooOld]: "0+9x50", [outOfOrder]: "0x50", [writes("400")]: "0+1x50" },
        firing: { "20m": [], "40m": [] },
    },
    {
        alert: "ReceiverFutureSamples",
        that: "a sample of nine minutes ahead comes, and time catches up; a Prometheus of an edge does not matter",
        series: {
            [own("prometheus_tsdb_head_max_time_seconds", "")]: "0+60x10 1200x10 1260+60x20",
            'prometheus_tsdb_head_max_time_seconds{cluster="paris"}': "9000x40",
        },
        firing: { "10m": [], "13m": ["global"], "17m": ["global"], "20m": [], "40m": [] },
    },
    {
        alert: "ReceiverDiskFilling",
        that: "the receiver's volume fills and is cleared; other volumes do not matter",
        series: {
            [volume("capacity")]: "1000x300",
            [volume("available")]: "200-0.5x200 800x100",
            [volume("capacity", "global", "other")]: "1000x300",
            [volume("available", "global", "other")]: "140-0.1x300",
            [volume("capacity", "paris")]: "1000x300",
            [volume("available", "paris")]: "140-0.1x300",
        },
        firing: { "100m": [], "160m": [], "162m": ["global"], "200m": ["global"], "201m": [] },
    },
    {
        alert: "ReceiverDiskFilling",
        that: "a volume that is full and does not fill, and one that fills and has room, are none",
        series: {
            [volume("capacity")]: "1000x200",
            [volume("available")]: "140x200",
            [volume("capacity", "global", "prometheus-kube-prometheus-stack-prometheus-db-b")]: "1000x200",
            [volume("available", "global", "prometheus-kube-prometheus-stack-prometheus-db-b")]: "900-1x200",
        },
        firing: { "100m": [], "200m": [] },
    },
];

const errors = (reason: string) => own("vmauth_http_request_errors_total", `,reason="${reason}"`);
const byUser = (metric: string, username: string) => own(`vmauth_user_${metric}_total`, `,username="${username}"`);

export const gatewayCases: AlertCase[] = [
    {
        alert: "GatewayRefusesRequests",
        that: "an edge comes with a wrong password for a while; a client that hangs up is none",
        series: { [errors("invalid_auth_token")]: "0x5 10+10x10 110x30", [errors("client_canceled")]: "0+100x45" },
        firing: { "5m": [], "8m": [], "13m": ["global"], "40m": [] },
    },
    {
        alert: "GatewayRefusesRequests",
        that: "a request now and then is none",
        series: { [errors("invalid_auth_token")]: "0 0 1 1 1 2 2 3x30" },
        firing: { "10m": [], "20m": [] },
    },
    {
        alert: "GatewayCannotForward",
        that: "what one edge writes cannot be passed on for a while",
        series: { [byUser("request_backend_errors", "paris")]: "0x5 5+5x20 105x30", [byUser("request_backend_errors", "tokyo")]: "3x55" },
        firing: { "14m": [], "18m": ["paris"], "45m": [] },
    },
];

export const relayCases: AlertCase[] = [
    {
        alert: "RelayDropsSamples",
        that: "the receiver refuses what the relay sends, and then the relay's volume is full",
        series: {
            [own("vmagent_remotewrite_packets_dropped_total", ',url="1:secret-url"')]: "0x5 1+1x5 6x60",
            [own("vm_persistentqueue_blocks_dropped_total", ',path="p"')]: "0x40 1+1x5 6x25",
        },
        firing: { "5m": [], "8m": ["global"], "30m": [], "44m": ["global"], "65m": [] },
    },
];

const series = (cluster: string) => `scrape_samples_post_metric_relabeling{cluster="${cluster}",instance="a",job="a"}`;

export const clusterCases: AlertCase[] = [
    {
        alert: "UnlistedCluster",
        that: "a cluster that is not listed writes, and stops; listed ones and the global one are known",
        series: { [up("lyon")]: "1x10 _x20", [up("paris")]: "1x30", [up("tokyo")]: "0x30", [up("rome")]: "1x30", [up("global")]: "1x30" },
        firing: { "4m": [], "6m": ["lyon"], "10m": ["lyon"], "16m": [] },
    },
    {
        alert: "ClusterClaimedByAnother",
        that: "series of an edge arrive while its own user is silent, and then writes",
        series: {
            [up("paris")]: "1x60",
            [byUser("requests", "paris")]: "9x30 10+10x30",
            [up("tokyo")]: "1x60",
            [byUser("requests", "tokyo")]: "0+10x60",
            [byUser("requests", "rome")]: "0x60",
        },
        firing: { "5m": [], "8m": ["paris"], "30m": ["paris"], "33m": [], "60m": [] },
    },
    {
        alert: "ClusterSeriesGrowth",
        that: "series double over a day, and are dropped again; a new edge and a small one are none",
        series: {
            [series("paris")]: "20000x1440 50000x60 20000x60",
            [series("tokyo")]: "_x1400 90000x160",
            [series("rome")]: "1000x1440 5000x120",
        },
        firing: { "1440m": [], "1450m": [], "1460m": ["paris"], "1510m": [] },
    },
];

export const chartCases: AlertCase[] = [
    {
        alert: "KubernetesComponentAbsent",
        that: "kube-proxy of an edge goes and returns; a cluster that never had one, and a silent edge, are none",
        series: {
            [up("paris")]: "1x80",
            [up("paris", "kube-proxy")]: "1x10 _x40 1x30",
            [up("tokyo")]: "1x80",
            [up("tokyo", "apiserver")]: "0x80",
            [up("rome")]: "1x10 _x70",
            [up("rome", "kube-proxy")]: "1x10 _x70",
        },
        firing: { "10m": [], "29m": [], "31m": ["paris"], "50m": ["paris"], "51m": [], "80m": [] },
    },
    {
        alert: "KubernetesComponentAbsent",
        that: "what is gone for a day is not missed any more",
        series: { [up("paris")]: "1x1500", [up("paris", "kube-scheduler")]: "1x10 _x1490" },
        firing: { "1440m": ["paris"], "1455m": [] },
    },
    {
        alert: "KubernetesComponentUnreachable",
        that: "one kube-proxy does not answer, and then does; another job does not matter",
        series: {
            [up("paris", "kube-proxy")]: "1x5 0x20 1x20",
            'up{cluster="paris",job="kube-proxy",instance="b"}': "1x50",
            [up("tokyo")]: "0x50",
        },
        firing: { "20m": [], "22m": ["paris"], "25m": ["paris"], "27m": [] },
    },
    {
        alert: "PrometheusWithoutAlertmanager",
        that: "the global Prometheus finds none for a while; an agent never has one",
        series: {
            'prometheus_notifications_alertmanagers_discovered{cluster="global"}': "1x5 0x25 1x20",
            'prometheus_notifications_alertmanagers_discovered{cluster="paris"}': "0x50",
        },
        firing: { "10m": [], "22m": ["global"], "33m": [] },
    },
];
