import { everyCluster, firingAlerts, lastSampleTime } from "../../components/values/fleet/expressions";

/** Matchers of the cluster that is chosen in the dashboard of one edge. */
export const chosenCluster = 'cluster="$cluster"';

/** When the last sample of each cluster was taken, where that was in the dashboard's range. */
const lastSampleTimeInRange = (matchers: string) => `max_over_time((${lastSampleTime(matchers)})[$__range:5m])`;

/** Seconds since the last sample of each cluster that wrote in the dashboard's range. */
export const lastSampleAge = (matchers = everyCluster) =>
    `time() - (${lastSampleTime(matchers)} or ${lastSampleTimeInRange(matchers)})`;

/** How many clusters wrote in the dashboard's range, and not in the last five minutes. */
export const silentClusters = () => `count(${lastSampleTimeInRange(everyCluster)} unless ${lastSampleTime()}) or vector(0)`;

/** How many alerts fire for each cluster, 0 included. */
export const alertsOrZero = (matchers = everyCluster) => `${firingAlerts(matchers)} or 0 * ${lastSampleTime(matchers)}`;

/** The series of `metric` that Prometheus has of itself, an agent or not. */
export const ofPrometheus = (expression: string) =>
    `${expression} and on (cluster, instance) prometheus_build_info{${chosenCluster}}`;

/** A counter's increase a second. */
export const rate = (metric: string, matchers: string) => `rate(${metric}{${matchers}}[$__rate_interval])`;

/** Samples that a receiver refused a second, by why; Thanos tells whose they were, and counts each of three copies. */
export const refusedSamples: { legend: string; expr: string }[] = [
    ["out of order", "prometheus_tsdb_out_of_order_samples_total"],
    ["too old", "prometheus_tsdb_too_old_samples_total"],
    ["out of bounds", "prometheus_tsdb_out_of_bound_samples_total"],
    ["invalid labels", "prometheus_api_remote_write_invalid_labels_samples_total"],
].map(([legend, metric]) => {
    const refused = rate(metric, everyCluster);
    return { legend: `{{cluster}} {{tenant}} ${legend}`, expr: `sum by (cluster, tenant) (${refused}) > 0 or sum by (cluster) (${refused})` };
});
