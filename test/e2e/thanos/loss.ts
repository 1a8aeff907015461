import { expect } from "chai";
import { Cluster } from "../../../demo/cluster";
import { seconds } from "../support/until";
import { ask, ScaleOut } from "./scaleOut";
import { SteadyWriter } from "./steadyWriter";

const steady = "e2e_steady";

/** What Query answered while it was asked again and again. */
interface Watch {
    asked: number;
    failures: string[];
    /** Seconds of the answer that took longest. */
    slowest: number;
    /** Seconds by which the newest sample of an answer was behind at most. */
    furthestBehind: number;
}

/** Asks Query for the steady series twice a second until told to stop. */
function watchQuery(global: Cluster): () => Promise<Watch> {
    const watch: Watch = { asked: 0, failures: [], slowest: 0, furthestBehind: 0 };
    let stopped = false;
    const watching = (async () => {
        for (; !stopped; await seconds(0.5)) {
            const start = Date.now() / 1000;
            watch.asked++;
            try {
                const [sample] = await ask(global, `timestamp(${steady})`, {});
                watch.furthestBehind = Math.max(watch.furthestBehind, start - Number(sample?.value[1] ?? 0));
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

/** Writes steadily as paris while something happens, expects that each sample is there, and returns their times. */
export async function expectNothingLost(scaleOut: ScaleOut, what: () => Promise<void>): Promise<number[]> {
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
            `${watch.asked} queries, ${watch.failures.length} failed (${watch.failures[0] ?? ""}), the slowest ${watch.slowest.toFixed(1)} s, at most ${watch.furthestBehind.toFixed(1)} s behind; shown ${shown.length}, longest gap ${gap} s`,
    );
    expect(await timesThere(global, length, end, { dedup: "false" })).to.deep.equal(taken);
    return taken;
}
