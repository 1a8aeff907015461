import { expect } from "chai";
import { Cluster } from "../../../demo/cluster";
import { gaps, longestRegularGap } from "../gateway/agent";
import { Pair } from "../gateway/pair";
import { query } from "../support/prometheus";
import { until } from "../support/until";
import { referenceApi } from "./reference";

/** Steady targets of the edge: the node exporter and the agent itself, more than a thousand series. */
const steady = '{cluster="paris",job=~"node-exporter|kube-prometheus-stack-prometheus",__name__!~"ALERTS.*|.*:.*"}';

/** Each sample of the steady targets from one Unix time to another, as series and time. */
async function samples(cluster: Cluster, from: number, to: number, path?: string): Promise<Set<string>> {
    const series = (await query(cluster, `${steady}[${to - from}s] @ ${to}`, path)) as unknown as { metric: object; values: [number, string][] }[];
    return new Set(series.flatMap(({ metric, values }) => {
        const name = JSON.stringify(Object.entries(metric).sort());
        return values.map(([time]) => `${name} ${time}`);
    }));
}

/**
 * Waits until global has each sample of a time that the second receiver in the edge has, and says how long that took.
 * What is missing in both is not seen so, thus the gaps.
 */
export async function expectNothingLost({ found }: Pair, from: number): Promise<void> {
    const to = Math.floor(Date.now() / 1000);
    const total = await until(`each sample of ${to - from} s is at global`, 240, async () => {
        const expected = await samples(found.edge, from, to, referenceApi);
        const there = await samples(found.global, from, to);
        const missing = [...expected].filter((sample) => !there.has(sample));
        expect(missing.length, `missing of ${expected.size}, such as ${missing[0]}`).to.equal(0);
        return expected.size;
    });
    const caughtUp = Date.now() / 1000 - to;
    expect((await gaps(found.global, to - from, to)).filter((gap) => gap > longestRegularGap)).to.deep.equal([]);
    expect(total).to.be.above(5000);
    console.log(`      ${total} samples of ${to - from} s are at both ends, ${caughtUp.toFixed(0)} s after the fault`);
}
