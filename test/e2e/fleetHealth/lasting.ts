import { expect } from "chai";
import { untilHeard } from "../support/prometheus";
import { scaleAgent } from "./agent";
import { untilRaised, untilResolved } from "./alerts";
import { untilNamed } from "./doctor";
import { reconfigure, upOf, WatchedFleet } from "./watchedFleet";

/** What lasts for many minutes before it is an alert: a queue that cannot keep up, and an edge that writes under another's name. */
export function lastingSteps(watched: () => WatchedFleet): void {
    const global = () => watched().found.global;
    let impostor: NodeJS.Timeout | undefined;
    const mend = async () => {
        clearInterval(impostor);
        await scaleAgent(watched().found.edge2!, 1);
    };
    after(mend);

    it("is broken in two ways", async () => {
        await scaleAgent(watched().found.edge2!, 0);
        impostor = setInterval(() => void watched().write("edge", upOf("edge-paris")).catch(() => undefined), 10_000);
        // Beside the queue that brings the metrics, one that may have one connection, and two samples in a request: less than what the edge scrapes.
        const secret = (key: string) => ({ name: "kube-prometheus-stack-remote-write", key });
        const url = (await watched().global.outputs()).remoteWriteUrl.value;
        const slow = { url, basicAuth: { username: secret("username"), password: secret("password") }, queueConfig: { maxShards: 1, maxSamplesPerSend: 2, capacity: 10 } };
        await reconfigure(watched().fleet.deployed.edge, { additionalRemoteWrite: { slow } });
    });

    it("tells of a queue that needs more shards than it may have", async () => {
        await untilRaised(global(), "RemoteWriteShardsAtLimit", "edge", "firing", 900);
        const { problems } = await untilNamed(watched(), ["edge: shards at limit"]);
        const { destination, mend: advice } = problems.find(({ problem }: any) => problem === "shards at limit");
        expect(destination).to.equal("slow");
        expect(advice[0]).to.match(/^pulumi config set --stack edge --path additionalRemoteWrite\.slow\.queueConfig\.maxShards \d+ && pulumi up --stack edge( {3}#.*)?$/);
    });

    it("tells of another edge that writes in its name", async () => {
        await untilNamed(watched(), ["edge-paris: claimed"]);
        await untilRaised(global(), "ClusterClaimedByAnother", "edge-paris", "firing", 900);
    });

    it("is mended", async () => {
        await mend();
        await watched().fleet.deployed.edge.removeConfig("multicluster-prometheus:additionalRemoteWrite");
        await watched().fleet.deployed.edge.up();
        await untilHeard(global(), "edge-paris");
        await untilResolved(global(), ["RemoteWriteShardsAtLimit", "RemoteWriteBehind", "ClusterClaimedByAnother"], 240);
    });
}
