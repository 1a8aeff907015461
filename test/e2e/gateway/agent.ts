import { Cluster } from "../../../demo/cluster";
import { prometheusApi, query, untilHeard } from "../support/prometheus";
import { until } from "../support/until";
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

/** Waits until the agent has taken up a configuration since a Unix time: the operator and the kubelet bring it in their own time. */
export async function untilReloaded(edge: Cluster, since: number): Promise<void> {
    await until("the agent's new configuration", 240, async () => {
        const [, time] = /^prometheus_config_last_reload_success_timestamp_seconds (\S+)$/m.exec(await edge.text(metricsPath)) ?? [];
        return Number(time) > since ? true : undefined;
    });
}

const steady = 'up{cluster="paris",job="node-exporter"}';

/** Waits until what the agent scrapes now is at global. */
export const untilFresh = (global: Cluster): Promise<void> => untilHeard(global, "paris", 120);

/** Seconds between samples of one series that the agent scrapes all the time, as global has them, in so many seconds up to a Unix time. */
export async function gaps(global: Cluster, seconds: number, end = Date.now() / 1000, path = prometheusApi): Promise<number[]> {
    const [{ values }] = (await query(global, `${steady}[${seconds}s] @ ${end.toFixed(3)}`, path)) as unknown as { values: [number, string][] }[];
    return values.slice(1).map(([time], at) => time - values[at][0]);
}

/** The longest time between two samples where none is missing. */
export const longestRegularGap = 1.5 * scrapeSeconds;
