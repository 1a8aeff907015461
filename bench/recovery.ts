import { Benchmark, Findings, RunOptions } from "./benchmark";
import { prometheusQueueConfig, startEdge } from "./support/agents";
import { Link } from "./support/link";
import { ownQueueText, queues, roundTripMs } from "./support/queues";
import { startPrometheus } from "./support/receivers";
import { withSetting } from "./support/setting";
import { formatNumber, formatSpread } from "./support/statistics";
import { Targets } from "./support/target";

/** The longest pause between two tries, in seconds. */
const longestPause = 5;

const wait = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** One agent that is cut off and comes back. */
interface Case {
    queue: string;
    series: number;
    outageSeconds: number;
}

/** What it took, in seconds since the receiver is back, and at most. */
interface Recovery {
    first: number;
    all: number;
    shards: number;
    mebibytes: number;
}

function recover({ queue, series, outageSeconds }: Case, targets: Targets, scrapeSeconds: number): Promise<Recovery> {
    return withSetting(async (setting) => {
        const receiver = await startPrometheus(setting);
        const link = await Link.open(receiver.url, roundTripMs);
        const remoteWrite = { url: link.url, queue_config: prometheusQueueConfig(queues[queue]) };
        const agent = await startEdge(setting, { cluster: "paris", scrapeInterval: `${scrapeSeconds}s`, scrapeConfig: targets.scrapeConfig(series), remoteWrite });
        await wait(2.5 * scrapeSeconds);
        await link.cut();
        await wait(outageSeconds);
        const due = await agent.metric("prometheus_agent_samples_appended_total", 'type="float"');
        const before = await receiver.stored();
        await link.restore();
        const start = performance.now();
        const seconds = () => (performance.now() - start) / 1000;
        const result = { first: 0, all: 0, shards: 0, mebibytes: 0 };
        for (let stored = before; stored < due; await wait(0.1)) {
            stored = await receiver.stored();
            result.first ||= stored > before ? seconds() : 0;
            result.shards = Math.max(result.shards, await agent.metric("prometheus_remote_storage_shards"));
            if (seconds() > 600) {
                throw new Error(`${queue}, ${series} series: ${due - stored} samples are missing ten minutes after the receiver is back`);
            }
        }
        result.all = seconds();
        result.mebibytes = agent.mebibytes.peak;
        await link.cut();
        return result;
    });
}

async function run({ rounds, quick, tell }: RunOptions): Promise<Findings> {
    const sizes = quick ? [10_000] : [10_000, 50_000, 100_000];
    const [scrapeSeconds, outageSeconds, apartSeconds] = quick ? [10, 60, 20] : [30, 300, 30];
    // A retry comes at a set time after the cut: outages that differ by up to the longest pause meet it at all its ages.
    const outage = (round: number) => outageSeconds + (longestPause * (round + 0.5)) / rounds;
    const cases = Array.from({ length: rounds }, (_, round) =>
        sizes.flatMap((series) => Object.keys(queues).map((queue) => ({ queue, series, outageSeconds: outage(round) }))),
    ).flat();
    const targets = new Targets();
    try {
        // They wait at the same time, but do not come back at the same time.
        const results = await Promise.all(
            cases.map(async (one, at) => {
                await wait(at * apartSeconds);
                const result = await recover(one, targets, scrapeSeconds);
                tell(`${one.queue}, ${formatNumber(one.series)} series: ${result.first.toFixed(1)} s to the first sample, ${result.all.toFixed(1)} s to all, ${result.shards} shards`);
                return { ...one, ...result };
            }),
        );
        const seconds = (value: number) => `${value.toFixed(1)} s`;
        const of = (queue: string, series: number) => results.filter((result) => result.queue === queue && result.series === series);
        const rows = sizes.flatMap((series) =>
            Object.keys(queues).map((queue) => {
                const spread = (key: keyof Recovery, format: (value: number) => string) => formatSpread(of(queue, series).map((result) => result[key]), format);
                return [formatNumber(series), queue, spread("all", seconds), spread("first", seconds), spread("shards", String), spread("mebibytes", (value) => `${Math.round(value)} MiB`)];
            }),
        );
        const text =
            `An agent is cut off for some ${outageSeconds} s, ${roundTripMs} ms of round trip away, its targets scraped each ${scrapeSeconds} s. ` +
            "Seconds since the receiver is back, until it has all that was scraped before. " +
            ownQueueText;
        const columns = ["Series", "Queue", "All there after", "The first after", "Shards at most", "Agent's memory at most"];
        const figures = Object.fromEntries(sizes.flatMap((series) => Object.keys(queues).map((queue) => [`${queue}, ${series} series`, of(queue, series).map(({ all }) => all)])));
        return { tables: [{ text, columns, rows }], figures };
    } finally {
        targets.stop();
    }
}

export const recovery: Benchmark = {
    name: "recovery",
    summary: "time to catch up after five minutes without the receiver, by queueConfig",
    programs: ["prometheus"],
    rounds: 2,
    run,
};
