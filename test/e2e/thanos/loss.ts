import { expect } from "chai";
import { Cluster } from "../../../demo/cluster";
import { seconds } from "../support/until";
import { ask, copies, ScaleOut } from "./scaleOut";
import { SteadyWriter } from "./steadyWriter";

const steady = "e2e_steady";

/** What Query answered while it was asked again and again. */
interface Watch {
    asked: number;
    failures: string[];
    /** Answers without the series. */
    empty: number;
    /** Seconds of the answer that took longest. */
    slowest: number;
    /** Seconds by which the newest sample of an answer was behind at most. */
    furthestBehind: number;
}

/** Seconds between two samples that Query shows one after the other, at most: where it changes from one copy to another it passes over some. */
const longestShownGap = 5;

/** Asks Query for the steady series twice a second until told to stop. */
function watchQuery(global: Cluster): () => Promise<Watch> {
    const watch: Watch = { asked: 0, failures: [], empty: 0, slowest: 0, furthestBehind: 0 };
    let stopped = false;
    const watching = (async () => {
        for (; !stopped; await seconds(0.5)) {
            const start = Date.now() / 1000;
            watch.asked++;
            try {
                const [sample] = await ask(global, `timestamp(${steady})`, {});
                if (sample === undefined) {
                    watch.empty++;
                } else {
                    watch.furthestBehind = Math.max(watch.furthestBehind, start - Number(sample.value[1]));
                }
            } catch (error) {
                watch.failures.push((error as Error).message);
            }
            watch.slowest = Math.max(watch.slowest, Date.now() / 1000 - start);
        }
    })();
    return async () => {
        stopped = true;
        await watching;
        return watch;
    };
}

/** The times of the steady samples that are there, in so many seconds up to a Unix time. */
export async function timesThere(global: Cluster, length: number, end: number, parameters: Record<string, string>): Promise<number[]> {
    const series = (await ask(global, `${steady}[${length}s] @ ${end}`, parameters)) as unknown as { values: [number, string][] }[];
    return [...new Set(series.flatMap(({ values }) => values.map(([time]) => time)))].sort((a, b) => a - b);
}

/** Writes steadily as paris while something happens, expects that Query answers all along and each sample is there, and returns their times. */
export async function expectNothingLost(scaleOut: ScaleOut, what: () => Promise<void>, withoutAnswers = false): Promise<number[]> {
    const { global } = scaleOut.found;
    const { paris } = await scaleOut.credentials();
    const writer = new SteadyWriter(scaleOut.url, paris, [["__name__", steady]]);
    await seconds(10);
    const stopWatch = watchQuery(global);
    const start = Date.now();
    await what();
    const took = (Date.now() - start) / 1000;
    await seconds(15);
    const watch = await stopWatch();
    await writer.end();
    const { taken } = writer;
    const end = taken[taken.length - 1];
    const length = end - taken[0] + 1;
    expect(taken).to.deep.equal(Array.from({ length }, (_, i) => taken[0] + i));
    const refusals = [...writer.refusals].map(([status, count]) => `${count} times ${status}`).join(", ") || "no refusal";
    const shown = await timesThere(global, length, end, {});
    const gap = Math.max(...shown.slice(1).map((time, i) => time - shown[i]));
    console.log(
        `      ready again after ${took.toFixed(0)} s; ${taken.length} samples taken, ${refusals}, the latest after ${writer.longestDelay.toFixed(1)} s; ` +
            `${watch.asked} queries, ${watch.failures.length} failed, ${watch.empty} without the series, the slowest ${watch.slowest.toFixed(1)} s, ` +
            `at most ${watch.furthestBehind.toFixed(1)} s behind; ${shown.length} samples shown, at most ${gap} s between two`,
    );
    expect(await timesThere(global, length, end, { dedup: "false" })).to.deep.equal(taken);
    expect(gap).to.be.at.most(longestShownGap);
    if (!withoutAnswers) {
        expect({ failures: watch.failures, empty: watch.empty }).to.deep.equal({ failures: [], empty: 0 });
    }
    return taken;
}

/** Seconds between samples that one agent of paris has scraped one after the other, for each of the two, in so many seconds up to now. */
export async function agentGaps(global: Cluster, length: number): Promise<number[][]> {
    const series = (await copies(global, `up{cluster="paris",job="node-exporter"}[${length}s]`)) as unknown as { metric: Record<string, string>; values: [number, string][] }[];
    const agents = [...new Set(series.map(({ metric }) => metric.prometheus_replica))];
    return agents.map((agent) => {
        const ofAgent = series.filter(({ metric }) => metric.prometheus_replica === agent).flatMap(({ values }) => values.map(([time]) => time));
        const times = [...new Set(ofAgent)].sort((a, b) => a - b);
        return times.slice(1).map((time, i) => time - times[i]);
    });
}
