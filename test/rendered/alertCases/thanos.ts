import { AlertCase } from "../../support/promtool";
import { own, up } from "./series";

const release = "kube-prometheus-stack-thanos";
const part = (name: string, pod = "p") => `up{cluster="global",job="${release}-${name}",pod="${pod}"}`;
const parts = ["query", "receive-router", "receive-ingestor", "store-gateway", "compact", "ruler"];
const allUp = (values: string) => Object.fromEntries(parts.map((name) => [part(name), values]));
const ingesters = (...values: string[]) => Object.fromEntries(values.map((each, number) => [part("receive-ingestor", `${number}`), each]));
const limited = (tenant: string) => own("thanos_receive_head_series_limited_requests_total", `,tenant="${tenant}"`);
const syncFailures = (tenant: string) => own("thanos_shipper_dir_sync_failures_total", `,tenant="${tenant}"`);
const ofRuler = (metric: string, more = "") => own(metric, `,job="${release}-ruler"${more}`);

/** What happens to Thanos of the global cluster "global", with three ingesters. */
export const thanosCases: AlertCase[] = [
    {
        alert: "GlobalMetricsAbsent",
        that: "nothing of the global cluster comes for a while, and an edge does not stand for it",
        series: { [up("global")]: "1x10 _x20 1x20", [up("paris")]: "1x50" },
        firing: { "10m": [], "16m": [], "18m": ["global"], "30m": ["global"], "31m": [] },
    },
    {
        alert: "ThanosAbsent",
        that: "all run",
        series: allUp("1x20"),
        firing: { "10m": [], "20m": [] },
    },
    {
        alert: "ThanosAbsent",
        that: "the router does not answer for a while; one pod of two is enough",
        series: { ...allUp("1x40"), [part("receive-router")]: "1x5 0x14 1x20", [part("query", "q")]: "0x40" },
        firing: { "10m": [], "11m": ["global"], "20m": ["global"], "21m": [] },
    },
    {
        alert: "ThanosAbsent",
        that: "the ruler has no pod for a while, and an edge's does not stand for it",
        series: { ...allUp("1x40"), [part("ruler")]: "1x5 stale _x14 1x20", [part("ruler").replace("global", "paris")]: "1x40" },
        firing: { "10m": [], "11m": ["global"], "20m": ["global"], "21m": [] },
    },
    {
        alert: "ThanosIngesterDown",
        that: "one does not answer, and then has no pod, and then answers",
        series: ingesters("1x60", "1x60", "1x5 0x10 stale _x10 1x33"),
        firing: { "15m": [], "16m": ["global"], "26m": ["global"], "28m": [] },
    },
    {
        alert: "ThanosIngesterDown",
        that: "all answer, but for one that is restarted",
        series: ingesters("1x40", "1x40", "1x5 0x8 1x26"),
        firing: { "12m": [], "20m": [], "40m": [] },
    },
    {
        alert: "EdgeOverLimit",
        that: "an edge is refused for a while, at two routers; another was, long ago",
        series: { [limited("paris")]: "0x5 5+5x10 55x30", [limited("paris").replace('"p"', '"q"')]: "0x5 5+5x10 55x30", [limited("tokyo")]: "9x46" },
        firing: { "5m": [], "10m": [], "12m": ["paris"], "30m": [] },
    },
    {
        alert: "ThanosUploadFails",
        that: "the object storage refuses blocks of a tenant for a while",
        series: { [syncFailures("paris")]: "0x5 2+2x30 62x30", [syncFailures("tokyo")]: "0x66" },
        firing: { "20m": [], "22m": ["global"], "35m": ["global"], "45m": [] },
    },
    {
        alert: "ThanosUploadFails",
        that: "one block was not taken the first time",
        series: { [syncFailures("paris")]: "0x5 1x60" },
        firing: { "8m": [], "22m": [], "60m": [] },
    },
    {
        alert: "ThanosCompactorHalted",
        that: "it halts, and is restarted",
        series: { [own("thanos_compact_halted", `,job="${release}-compact"`)]: "0x5 1x20 0x20" },
        firing: { "5m": [], "10m": [], "11m": ["global"], "25m": ["global"], "30m": [] },
    },
    {
        alert: "ThanosRuleFails",
        that: "rules of a group fail for a while; those of an edge's Prometheus do not matter",
        series: {
            [ofRuler("prometheus_rule_evaluation_failures_total", ',rule_group="g",strategy="abort"')]: "0x5 3+3x20 63x30",
            'prometheus_rule_evaluation_failures_total{cluster="paris",job="prometheus",rule_group="g"}': "0+1x56",
        },
        firing: { "5m": [], "15m": [], "17m": ["global"], "40m": [] },
    },
    {
        alert: "ThanosRuleFails",
        that: "one evaluation failed",
        series: { [ofRuler("prometheus_rule_evaluation_failures_total", ',rule_group="g",strategy="abort"')]: "0x5 30x50" },
        firing: { "8m": [], "17m": [], "50m": [] },
    },
    {
        alert: "ThanosWithoutAlertmanager",
        that: "no alert can be sent for a while",
        series: { [ofRuler("thanos_alert_sender_alerts_dropped_total")]: "0x5 1+1x20 21x30" },
        firing: { "5m": [], "15m": [], "17m": ["global"], "40m": [] },
    },
    {
        alert: "ThanosWithoutAlertmanager",
        that: "Alertmanager is restarted",
        series: { [ofRuler("thanos_alert_sender_alerts_dropped_total")]: "0x5 9 18x40" },
        firing: { "8m": [], "17m": [], "40m": [] },
    },
];

const router = (code: string, more = 'handler="receive",method="post",tenant="paris"') => own("http_requests_total", `,job="${release}-receive-router",code="${code}",${more}`);
const perTenant = (metric: string, tenant: string, more = "") => own(metric, `,job="${release}-receive-ingestor",tenant="${tenant}"${more}`);
const tooOld = (tenant: string) => perTenant("prometheus_tsdb_too_old_samples_total", tenant, ',type="float"');
const outOfOrder = (tenant: string) => perTenant("prometheus_tsdb_out_of_order_samples_total", tenant, ',type="float"');
/** The ruler has a store of its own, which is no receiver. */
const outOfRuler = ofRuler("prometheus_tsdb_out_of_order_samples_total", ',type="float"');
const volume = (what: string, claim: string) =>
    `kubelet_volume_stats_${what}_bytes{cluster="global",job="kubelet",metrics_path="/metrics",namespace="monitoring",persistentvolumeclaim="${claim}"}`;
const [ofIngester, ofPrometheus] = [`data-${release}-receive-ingestor-1`, "prometheus-kube-prometheus-stack-prometheus-db-prometheus-kube-prometheus-stack-prometheus-0"];

/** What happens to the receiver where that is Thanos. */
export const thanosReceiverCases: AlertCase[] = [
    {
        alert: "ReceiverRejectsLateSamples",
        that: "samples of one tenant come too late for a while",
        series: { [tooOld("paris")]: "0x10 5+5x3 20x30", [outOfOrder("paris")]: "0x44", [tooOld("tokyo")]: "0x44", [outOfOrder("tokyo")]: "0x44", [outOfRuler]: "0+9x44" },
        firing: { "10m": [], "12m": ["global"], "30m": [] },
    },
    {
        alert: "ReceiverRefusesWrites",
        that: "the router refuses for a while; a 429, and what others refuse, do not count",
        series: {
            [tooOld("paris")]: "0x50",
            [outOfOrder("paris")]: "0x50",
            [router("409")]: "0+1x20 20x30",
            [router("429")]: "0+1x50",
            [router("422", 'handler="query"')]: "0+1x50",
            [router("200")]: "0+9x50",
        },
        firing: { "5m": [], "10m": ["global"], "40m": [] },
    },
    {
        alert: "ReceiverRefusesWrites",
        that: "late samples have their own alert",
        series: { [tooOld("paris")]: "0+9x50", [outOfOrder("paris")]: "0x50", [router("409")]: "0+1x50" },
        firing: { "20m": [], "40m": [] },
    },
    {
        alert: "ReceiverFutureSamples",
        that: "a tenant's sample of nine minutes ahead comes, and time catches up",
        series: {
            [perTenant("prometheus_tsdb_head_max_time", "paris")]: "0+60000x10 1200000x10 1260000+60000x20",
            [perTenant("prometheus_tsdb_head_max_time", "tokyo")]: "-9223372036854775808x40",
        },
        firing: { "10m": [], "13m": ["global"], "17m": ["global"], "20m": [], "40m": [] },
    },
    {
        alert: "ReceiverDiskFilling",
        that: "an ingester's volume fills and is cleared; Prometheus' does not matter",
        series: {
            [volume("capacity", ofIngester)]: "1000x300",
            [volume("available", ofIngester)]: "200-0.5x200 800x100",
            [volume("capacity", ofPrometheus)]: "1000x300",
            [volume("available", ofPrometheus)]: "140-0.1x300",
        },
        firing: { "100m": [], "160m": [], "162m": ["global"], "200m": ["global"], "201m": [] },
    },
];
