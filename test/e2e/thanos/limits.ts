import { expect } from "chai";
import { longestRegularGap } from "../gateway/agent";
import { request } from "../gateway/request";
import { snappy, writeRequest } from "../support/remoteWrite";
import { seconds, until } from "../support/until";
import { agentGaps } from "./loss";
import { limitsWith, ScaleOut, tokyoSeries } from "./scaleOut";
import { SteadyWriter } from "./steadyWriter";

const mebibyte = 2 ** 20;

/** One sample of now of each of so many series. */
function many(count: number): Buffer {
    const series = Array.from({ length: count }, (_, i) => writeRequest([["__name__", "e2e_many"], ["number", `${i}`]], 1));
    return snappy(Buffer.concat(series));
}

export function limitSteps(scaleOut: () => ScaleOut): void {
    const global = () => scaleOut().found.global;
    const write = async (credential: string, body: Buffer) => (await request(scaleOut().url, { credential, body })).status;
    const answers = (status: number, credential: string) => scaleOut().expectStatus(status, { credential, body: many(1) });
    const since = (start: number) => `${((Date.now() - start) / 1000).toFixed(0)} s`;
    let paris: string;
    let tokyo: string;

    before(async () => {
        ({ paris, tokyo } = await scaleOut().credentials());
    });

    it("answers 429 to an edge over its limit, and another one does not notice", async () => {
        const writer = new SteadyWriter(scaleOut().url, paris, [["__name__", "e2e_beside"]]);
        const start = Date.now();
        // Who is over the limit is asked of Prometheus every now and then, so this is taken.
        expect(await write(tokyo, many(tokyoSeries + 100))).to.equal(scaleOut().taken);
        await until("429 of each router", 120, () => answers(429, tokyo));
        console.log(`      refused ${since(start)} after it was over its limit`);
        const flooded = Date.now();
        const statuses = new Set<number | undefined>();
        for (; Date.now() - flooded < 30_000; await seconds(0.1)) {
            statuses.add(await write(tokyo, many(tokyoSeries)));
        }
        expect([...statuses]).to.deep.equal([429]);
        await writer.end();
        expect([...writer.refusals]).to.deep.equal([]);
        const { taken, longestDelay } = writer;
        const count = taken[taken.length - 1] - taken[0] + 1;
        console.log(`      beside it ${count} samples of another edge were taken, the slowest in ${longestDelay.toFixed(1)} s`);
        await until("each of them", 30, async () => {
            const [sample] = await scaleOut().query(`count_over_time(e2e_beside{cluster="paris"}[10m])`);
            expect(Number(sample.value[1])).to.equal(count);
            return true;
        });
        const elapsed = Math.floor((Date.now() - start) / 1000);
        const ofAgents = await agentGaps(global(), elapsed);
        expect(ofAgents.map((all) => all.length > 2)).to.deep.equal([true, true]);
        expect(ofAgents.flat().filter((gap) => gap > longestRegularGap)).to.deep.equal([]);
    });

    it("answers 413 to a request that is too large", async () => {
        // The answer may come before the request is read; then the connection is closed.
        expect([413, undefined]).to.include(await write(paris, Buffer.alloc(5 * mebibyte)));
        expect(await write(paris, many(1))).to.equal(scaleOut().taken);
    });

    it("takes what the edge writes again once its limit is above what it has", async () => {
        await scaleOut().configure({ limits: limitsWith(10 * tokyoSeries) });
        await scaleOut().global.up();
        const start = Date.now();
        await until("each router takes it", 240, () => answers(scaleOut().taken, tokyo));
        console.log(`      taken ${since(start)} after the update`);
    });
}
