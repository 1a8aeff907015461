import { AlertCase } from "../../support/promtool";
import { own } from "./series";

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
