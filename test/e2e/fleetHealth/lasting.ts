import { expect } from "chai";
import { untilHeard } from "../support/prometheus";
import { untilFires, untilResolved } from "./alerts";
import { untilNamed } from "./doctor";
import { reconfigure, upOf, WatchedFleet } from "./watchedFleet";

/** What lasts for many minutes before it is an alert. */
export function lastingSteps(watched: () => WatchedFleet): void {
    const global = () => watched().found.global;
    let impostor: NodeJS.Timeout | undefined;
    after(() => clearInterval(impostor));

    it("is broken in four ways", async () => {
        // The edge has the third password; the gateway takes the fourth and the fifth.
        await reconfigure(watched().global, { credentialVersions: { "edge-paris": 5 } });
        const write = (cluster: string) => watched().write("edge", upOf(cluster)).catch(() => undefined);
        impostor = setInterval(() => void Promise.all(["edge-paris", "nobody"].map(write)), 10_000);
        // Beside the queue that brings the metrics, one that may have one connection, and two samples in a request: less than what the edge scrapes.
        const secret = (key: string) => ({ name: "kube-prometheus-stack-remote-write", key });
        const url = (await watched().global.outputs()).remoteWriteUrl.value;
        const slow = { url, basicAuth: { username: secret("username"), password: secret("password") }, queueConfig: { maxShards: 1, maxSamplesPerSend: 2, capacity: 10 } };
        await reconfigure(watched().fleet.deployed.edge, { additionalRemoteWrite: { slow } });
    });

    it("tells of a queue that needs more shards than it may have", async () => {
        await untilFires(global(), "RemoteWriteShardsAtLimit", "edge", 900);
        const { problems } = await untilNamed(watched(), ["edge: shards at limit"]);
        const { destination, mend: advice } = problems.find(({ problem }: any) => problem === "shards at limit");
        expect(destination).to.equal("slow");
        expect(advice[0]).to.match(/^pulumi config set --stack edge --path additionalRemoteWrite\.slow\.queueConfig\.maxShards \d+ && pulumi up --stack edge( {3}#.*)?$/);
    });

    it("tells of another edge that writes in its name", async () => {
        await untilNamed(watched(), ["edge-paris: claimed"]);
        await untilFires(global(), "ClusterClaimedByAnother", "edge-paris", 900);
    });

    it("tells of a cluster that is not listed, and of passwords that are refused", async () => {
        await untilNamed(watched(), ["nobody: unlisted", "global: wrong password"]);
        await untilFires(global(), "UnlistedCluster", "nobody");
        await untilFires(global(), "GatewayRefusesRequests", "global");
    });

    it("is mended", async () => {
        clearInterval(impostor);
        await watched().fleet.deployed.edge.removeConfig("multicluster-prometheus:additionalRemoteWrite");
        await Promise.all([watched().paris.up(), watched().fleet.deployed.edge.up()]);
        await untilHeard(global(), "edge-paris");
        await untilResolved(global(), ["RemoteWriteShardsAtLimit", "RemoteWriteBehind", "ClusterClaimedByAnother"], 240);
    });
}
