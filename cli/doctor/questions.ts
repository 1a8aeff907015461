import { droppedSamples, failedSamples, lastSampleTime, pendingSamples, queueLag, scrapedSeries, shardsDesired, shardsMax } from "../../components/values/fleet/expressions";
import { Queue, Refusals } from "./fleet";

/** The window of all that is counted. */
export const window = "15m";

/** Seconds that Prometheus takes a sample for the present one: its own default. */
export const lookbackSeconds = 300;

/** Seconds in the future up to which Prometheus takes samples, and a minute more. */
export const futureSeconds = 660;

/** Matchers that select a cluster, or the series without a cluster. */
export const ofCluster = (name: string) => `cluster=${JSON.stringify(name)}`;

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Matchers that select clusters by their names. */
export const ofClusters = (names: string[]) => `cluster=~${JSON.stringify(names.map(escaped).join("|"))}`;

/** When the last sample of each cluster was taken, where that was in a range; looked for at each step of it. */
export const lastSampleTimeIn = (range: string, step: string, matchers?: string) => `max_over_time((${lastSampleTime(matchers)})[${range}:${step}])`;

/** Ranges in which a silent edge's last sample is looked for, one after the other: a step may not be longer than the lookback. */
export const silenceRanges = (retention: string): [range: string, step: string][] => [
    ["1h", "1m"],
    ["1d", "5m"],
    [retention, "5m"],
];

/** What is asked of each queue of the clusters that are selected. */
export const queueQuestions: Record<keyof Omit<Queue, "name" | "url">, (matchers: string) => string> = {
    lagSeconds: queueLag,
    shardsDesired,
    shardsMax,
    pending: pendingSamples,
    failed: (matchers) => failedSamples(matchers, window),
    dropped: (matchers) => droppedSamples(matchers, window),
};

export const seriesQuestion = scrapedSeries;

/** By how much a counter rose in a range. One that appeared in it rose from nothing, which increase() does not see. */
const rise = (metric: string, matchers: string, range = window) => {
    const counter = `${metric}{${matchers}}`;
    return `((${counter} unless last_over_time(${counter}[1h] offset ${range})) or increase(${counter}[${range}]))`;
};

/** What is asked of the global cluster's own metrics. */
export const refusalQuestions: Record<keyof Refusals, (matchers: string) => string> = {
    tooOld: (matchers) => `sum(${rise("prometheus_tsdb_too_old_samples_total", matchers)})`,
    outOfOrder: (matchers) => `sum(${rise("prometheus_tsdb_out_of_order_samples_total", matchers)})`,
    writes: (matchers) => `sum(${rise("prometheus_http_requests_total", `${matchers}, handler="/api/v1/write", code!~"2.."`)})`,
    wrongPassword: (matchers) => `sum(${rise("vmauth_http_request_errors_total", `${matchers}, reason="invalid_auth_token"`)})`,
    relay: (matchers) =>
        `sum(${rise("vmagent_remotewrite_packets_dropped_total", matchers)} or ${rise("vm_persistentqueue_blocks_dropped_total", matchers)})`,
};

/** Seconds in which an edge's requests are counted: fewer than those after which it is absent, since it wrote before it fell silent. */
export const requestSeconds = (absentSeconds: number) => Math.max(60, Math.round(absentSeconds / 2));

/** Write requests that the gateway took from each edge in a range. */
export const gatewayRequests = (matchers: string, range: string) => `sum by (username) (${rise("vmauth_user_requests_total", matchers, range)})`;
