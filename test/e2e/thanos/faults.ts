import { expect } from "chai";
import { longestRegularGap } from "../gateway/agent";
import { untilHeard } from "../support/prometheus";
import { agentGaps, expectNothingLost } from "./loss";
import { endPods, Part } from "./parts";
import { ScaleOut, thanosApi } from "./scaleOut";

/** Pods that are killed, while each second a sample is written and Query is asked. */
export function faultSteps(scaleOut: () => ScaleOut): void {
    const global = () => scaleOut().found.global;
    const kill = (part: Part, places?: number[], withoutAnswers = false) =>
        expectNothingLost(scaleOut(), () => endPods(global(), part, { places, graceSeconds: 0 }), withoutAnswers);
    let start: number;

    before(() => {
        start = Date.now();
    });

    for (const place of [0, 1, 2]) {
        it(`loses nothing, and answers, when ingester ${place} is killed`, () => kill("receive-ingestor", [place]));
    }
    for (const place of [0, 1]) {
        it(`loses nothing, and answers, when router ${place} is killed`, () => kill("receive-router", [place]));
    }
    it("loses nothing, and answers, when both routers are killed at once", () => kill("receive-router"));
    for (const place of [0, 1]) {
        it(`loses nothing, and answers, when store gateway ${place} is killed`, () => kill("store-gateway", [place]));
    }
    it("has all that was taken when all ingesters were killed at once", () => kill("receive-ingestor", undefined, true));

    it("has lost no sample of the edge's agents in all this", async () => {
        await untilHeard(global(), "paris", 240, thanosApi);
        const all = await agentGaps(global(), Math.floor((Date.now() - start) / 1000));
        console.log(`      ${all.map(({ length }) => length).join(" and ")} samples, at most ${Math.max(...all.flat()).toFixed(1)} s between two`);
        expect(all.length).to.equal(2);
        expect(all.flat().filter((gap) => gap > longestRegularGap)).to.deep.equal([]);
    });
}
