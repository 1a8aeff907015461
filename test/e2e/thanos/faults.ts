import { expectNothingLost } from "./loss";
import { endPods, Part } from "./parts";
import { ScaleOut } from "./scaleOut";

/** Pods that are killed, while each second a sample is written and Query is asked. */
export function faultSteps(scaleOut: () => ScaleOut): void {
    const kill = (part: Part, places?: number[]) => expectNothingLost(scaleOut(), () => endPods(scaleOut().found.global, part, { places, graceSeconds: 0 }));

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
    it("has all that was taken when all ingesters were killed at once", () => kill("receive-ingestor"));
}
