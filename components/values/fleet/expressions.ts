/**
 * PromQL on which the fleet's rules, dashboards and the doctor agree. Each takes the matchers that select clusters, and
 * keeps the label `cluster`; those of a queue keep its destination, `remote_name` and `url`, too. Metrics of remote write:
 * https://prometheus.io/docs/practices/remote_write/
 */
const destination = "cluster, remote_name, url";

/** Every cluster. A series without the label is of no cluster. */
export const everyCluster = 'cluster!=""';

const byDestination = (how: "max" | "sum", expression: string) => `${how} by (${destination}) (${expression})`;
const storage = (metric: string, matchers: string) => `prometheus_remote_storage_${metric}{${matchers}}`;
/** Samples and histograms of a counter, added up. Either may be missing, so they are told apart rather than added. */
const ofBothKinds = (outcome: string, matchers: string, increase: (series: string) => string) => {
    const [samples, histograms] = ["samples", "histograms"].map((kind) => increase(storage(`${kind}_${outcome}_total`, matchers)));
    return byDestination("sum", `label_replace(${samples}, "kind", "samples", "", "") or ${histograms}`);
};
const increaseOf = (outcome: string, matchers: string, range: string) =>
    ofBothKinds(outcome, matchers, (series) => `increase(${series}[${range}])`);

/** When the last sample of each cluster was taken, as a Unix time in seconds, where that was in the last five minutes. */
export const lastSampleTime = (matchers = everyCluster) => `max by (cluster) (timestamp(up{${matchers}}))`;

/** Seconds by which what was sent is behind what was scraped; none for a queue that has never sent. */
export const queueLag = (matchers = everyCluster) =>
    byDestination(
        "max",
        // Of an agent that is scraped twice there are two, and an error for one edge would silence all.
        `max by (cluster, instance) (${storage("highest_timestamp_in_seconds", matchers)}) - on (cluster, instance) group_right ()` +
            ` (${storage("queue_highest_sent_timestamp_seconds", matchers)} > 0)`,
    );

/** Parallel connections that a queue would need to keep up. */
export const shardsDesired = (matchers = everyCluster) => byDestination("max", storage("shards_desired", matchers));

/** Parallel connections that a queue may have: the operator's `queueConfig.maxShards`. */
export const shardsMax = (matchers = everyCluster) => byDestination("max", storage("shards_max", matchers));

/** Samples that wait in a queue's shards. */
export const pendingSamples = (matchers = everyCluster) => byDestination("sum", storage("samples_pending", matchers));

/** Samples sent a second. */
export const sentSamplesRate = (matchers = everyCluster, range = "5m") =>
    byDestination("sum", `rate(${storage("samples_total", matchers)}[${range}])`);

/** Samples that the receiver refused for good, in the range: they are lost. */
export const failedSamples = (matchers = everyCluster, range = "5m") => increaseOf("failed", matchers, range);

/** Samples that were sent again, in the range. */
export const retriedSamples = (matchers = everyCluster, range = "5m") => increaseOf("retried", matchers, range);

/** Samples that were given up before they were sent, such as those older than `sampleAgeLimit`, in the range: they are lost. Those that relabeling drops are not. */
export const droppedSamples = (matchers = everyCluster, range = "5m") =>
    // The counter comes with the first drop, which increase() does not see.
    ofBothKinds("dropped", `${matchers},reason!="dropped_series"`, (series) => `(increase(${series}[${range}]) and ${series} offset ${range} or ${series})`);

/** When the newest sample was taken that a queue has sent, as a Unix time in seconds; 0 for a queue that has never sent. */
export const lastSentTime = (matchers = everyCluster) => byDestination("max", storage("queue_highest_sent_timestamp_seconds", matchers));

/** Series that each cluster scrapes, now or, with an offset such as `1d`, then. */
export const scrapedSeries = (matchers = everyCluster, offset = "0s") =>
    `sum by (cluster) (scrape_samples_post_metric_relabeling{${matchers}}${offset === "0s" ? "" : ` offset ${offset}`})`;

/** Samples that failed or were dropped, in the range: they are lost. */
export const lostSamples = (matchers = everyCluster, range = "5m") => {
    // A counter of drops is there only after the first drop, so the two are united before they are added up.
    const outcome = (name: string, expression: string) => `label_replace(${expression}, "outcome", "${name}", "", "")`;
    const failed = outcome("failed", failedSamples(matchers, range));
    return byDestination("sum", `${failed} or ${outcome("dropped", droppedSamples(matchers, range))}`);
};

/** How many alerts fire for each cluster; none where none does. Those of severity `none`, such as the Watchdog, tell of no problem. */
export const firingAlerts = (matchers = everyCluster) =>
    `count by (cluster) (ALERTS{alertstate="firing", severity!="none", ${matchers}})`;
