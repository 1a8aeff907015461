import { AlertCase } from "../../support/promtool";

const ofQueue = (cluster: string, more = "") => `{cluster="${cluster}",instance="a",remote_name="r",url="u"${more}}`;
const storage = (metric: string, cluster: string, more = "") => `prometheus_remote_storage_${metric}${ofQueue(cluster, more)}`;
const scraped = (cluster: string) => `prometheus_remote_storage_highest_timestamp_in_seconds{cluster="${cluster}",instance="a"}`;

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
        alert: "RemoteWriteBehind",
        that: "an agent is scraped by two jobs, which hides no other edge",
        series: {
            [scraped("paris")]: "1000+60x20",
            [scraped("paris").replace("}", ',job="again"}')]: "1000+60x20",
            [storage("queue_highest_sent_timestamp_seconds", "paris")]: "990+60x20",
            [scraped("tokyo")]: "1000+60x20",
            [storage("queue_highest_sent_timestamp_seconds", "tokyo")]: "500+60x20",
        },
        firing: { "4m": [], "6m": ["tokyo"] },
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
