import { Cluster } from "../../../demo/cluster";
import { query } from "../support/prometheus";
import { scrapeSeconds } from "./pair";

const metricsPath = "/api/v1/namespaces/monitoring/services/http:kube-prometheus-stack-prometheus:9090/proxy/metrics";

/** Samples that the edge's agent could not send and has given up, since it took up its present queue. */
export async function lostSamples(edge: Cluster): Promise<Record<string, number>> {
    const metrics = await edge.text(metricsPath);
    const lost: Record<string, number> = { failed: 0, dropped: 0 };
    for (const [, kind, value] of metrics.matchAll(/^prometheus_remote_storage_samples_(failed|dropped)_total\{.*\} (\S+)$/gm)) {
        lost[kind] += Number(value);
    }
    return lost;
}

/** Seconds between samples of one series that the agent scrapes all the time, as global has them, the last so many seconds. */
export async function gaps(global: Cluster, seconds: number): Promise<number[]> {
    const steady = `up{cluster="paris",job="node-exporter"}[${seconds}s]`;
    const [{ values }] = (await query(global, steady)) as unknown as { values: [number, string][] }[];
    return values.slice(1).map(([time], at) => time - values[at][0]);
}

/** The longest time between two samples where none is missing. */
export const longestRegularGap = 1.5 * scrapeSeconds;
