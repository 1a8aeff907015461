import { Cluster } from "./cluster";
import { demoRelease, prometheusPath } from "./release";

/** A series at one time, as Prometheus' query API returns it. */
export interface Sample {
    metric: Record<string, string>;
    value: [number, string];
}

/** The Apache metrics of the edge. */
export const apacheQuery = '{__name__=~"apache_.+", cluster="edge"}';

/** Whether the edge's Apache answers. */
export const apacheUpQuery = 'apache_up{cluster="edge"}';

/** The same of the last minute: without that, Prometheus answers with what it got up to five minutes ago. */
export const freshApacheUpQuery = `${apacheUpQuery} and time() - timestamp(${apacheUpQuery}) < 60`;

/** The number of the edge's targets that were scraped. */
export const targetsQuery = 'count(up{cluster="edge"})';

/** The number of series of each cluster. */
export const seriesQuery = 'count by (cluster) ({__name__!=""})';

/** Runs an instant query in a cluster's Prometheus. */
export async function query(cluster: Cluster, expression: string): Promise<Sample[]> {
    const path = `${prometheusPath(demoRelease)}/api/v1/query?query=${encodeURIComponent(expression)}`;
    const { data } = await cluster.get<{ data: { result: Sample[] } }>(path);
    return data.result;
}
