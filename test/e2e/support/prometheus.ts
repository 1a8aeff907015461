import { Cluster } from "../../../demo/cluster";
import { until } from "./until";

/** A series at one time, as Prometheus' query API returns it. */
export interface Sample {
    metric: Record<string, string>;
    value: [number, string];
}

/** A target of a scrape job, as Prometheus' targets API returns it. */
export interface Target {
    labels: Record<string, string>;
    scrapePool: string;
    scrapeUrl: string;
    health: string;
    lastError: string;
}

/** Path of Prometheus' API. By the API server, so that no address of the cluster's network need be reached from here. */
export const prometheusApi = "/api/v1/namespaces/monitoring/services/http:kube-prometheus-stack-prometheus:9090/proxy/api/v1";

/** Runs an instant query in a cluster's Prometheus, or in another one whose API is at a path of the API server. */
export async function query(cluster: Cluster, expression: string, path = prometheusApi): Promise<Sample[]> {
    const { data } = await cluster.get<{ data: { result: Sample[] } }>(`${path}/query?query=${encodeURIComponent(expression)}`);
    return data.result;
}

/** Waits until what an edge scrapes now is at global. */
export async function untilHeard(global: Cluster, cluster: string, limit = 240, path = prometheusApi): Promise<void> {
    const since = Date.now() / 1000;
    await until(`samples of ${cluster}`, limit, async () => (await query(global, `timestamp(up{cluster="${cluster}",job="node-exporter"}) > ${since}`, path))[0]);
}

/** The value of each series that a query gives, by one of its labels. */
export async function valuesBy(label: string, cluster: Cluster, expression: string, path = prometheusApi): Promise<Record<string, number>> {
    const samples = await query(cluster, expression, path);
    return Object.fromEntries(samples.map(({ metric, value }) => [metric[label], Number(value[1])]));
}

/** The targets of one scrape job. */
export async function targets(cluster: Cluster, job: string): Promise<Target[]> {
    const path = `${prometheusApi}/targets?state=active&scrapePool=${job}`;
    return (await cluster.get<{ data: { activeTargets: Target[] } }>(path)).data.activeTargets;
}
