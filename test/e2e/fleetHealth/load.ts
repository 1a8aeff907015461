import { expect } from "chai";
import { untilRaised, untilResolved } from "./alerts";
import { untilNamed } from "./doctor";
import { reconfigure, WatchedFleet } from "./watchedFleet";

/** A queue that cannot keep up. */
export function loadSteps(watched: () => WatchedFleet): void {
    const global = () => watched().found.global;

    it("tells of a queue that needs more shards than it may have", async () => {
        // One connection, and two samples in a request: less than what the edge scrapes.
        await reconfigure(watched().paris, { queueConfig: { maxShards: 1, maxSamplesPerSend: 2, capacity: 10 } });
        await untilRaised(global(), "RemoteWriteShardsAtLimit", "edge-paris", "pending");
        const { problems } = await untilNamed(watched(), ["edge-paris: shards at limit"]);
        const { mend } = problems.find(({ problem }: any) => problem === "shards at limit");
        expect(mend[0]).to.match(/^pulumi config set --stack edge-edge-paris --path queueConfig\.maxShards \d+ && pulumi up --stack edge-edge-paris( {3}#.*)?$/);
    });

    it("is mended", async () => {
        await watched().paris.removeConfig("multicluster-prometheus:queueConfig");
        await watched().paris.up();
        await untilResolved(global(), ["RemoteWriteShardsAtLimit", "RemoteWriteBehind"], 240);
    });
}
