import { expect } from "chai";
import { until } from "../support/until";
import { expectNothingLost, timesThere } from "./loss";
import { endPods, podsOf } from "./parts";
import { ask, grpcPort, ScaleOut } from "./scaleOut";

export function blockSteps(scaleOut: () => ScaleOut): void {
    const global = () => scaleOut().found.global;
    let taken: number[];

    it("loses nothing while the ingesters are replaced one after the other", async () => {
        taken = await expectNothingLost(scaleOut(), async () => {
            for (const place of [2, 1, 0]) {
                await endPods(global(), "receive-ingestor", { places: [place] });
            }
        });
    });

    it("reads back from the object storage what they brought there as they ended", async () => {
        // A store gateway looks for new blocks every quarter of an hour, and as it starts.
        await endPods(global(), "store-gateway");
        // The last to end did so after the others were back, and has brought what was taken before.
        const stores = (await podsOf(global(), "store-gateway")).map(({ status }) => `${status.podIP}:${grpcPort}`);
        const fromStores = { "storeMatch[]": `{__address__=~"${stores.join("|")}"}` };
        const [first] = taken;
        await until("the blocks' samples", 120, async () => {
            expect(await timesThere(global(), 10, first + 9, fromStores)).to.deep.equal(taken.slice(0, 10));
            return true;
        });
        expect(await ask(global(), "e2e_nothing", fromStores)).to.deep.equal([]);
    });

    it("has a compactor that has run over them, and goes on", async () => {
        await until("a run of the compactor", 300, async () => {
            const compactor = (metric: string) => scaleOut().query(`${metric}{cluster="global",job="kube-prometheus-stack-thanos-compact"}`);
            const [[halted], [iterations]] = [await compactor("thanos_compact_halted"), await compactor("thanos_compact_iterations_total")];
            expect([halted.value[1], Number(iterations.value[1]) > 0]).to.deep.equal(["0", true]);
            return true;
        });
    });
}
