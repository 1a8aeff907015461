import { expect } from "chai";
import { untilHeard } from "../support/prometheus";
import { Labels } from "../support/remoteWrite";
import { agentWriteUrl } from "./agent";
import { untilFires, untilResolved } from "./alerts";
import { untilNamed } from "./doctor";
import { reconfigure, upOf, WatchedFleet } from "./watchedFleet";

const minute = 60_000;
const late: Labels = [["__name__", "e2e_late"], ["cluster", "edge"]];

/** What is refused, or should not be there. The breakages do not touch one another, and each is seen while the others last. */
export function refusalSteps(watched: () => WatchedFleet): void {
    const global = () => watched().found.global;
    let stranger: NodeJS.Timeout | undefined;
    after(() => clearInterval(stranger));

    it("is broken in five ways", async () => {
        const { global: stack, fleet } = watched();
        expect(await watched().write("edge", late)).to.equal(204);
        expect(await watched().write("edge", late, Date.now() - 120 * minute), "out of order, beyond the window").to.equal(400);
        // Its last sample should not be one of the future any more when the edge falls silent.
        expect(await watched().write("edge", upOf("edge"), Date.now() + 5 * minute)).to.equal(204);
        stranger = setInterval(() => void watched().write("edge", upOf("nobody")).catch(() => undefined), 20_000);
        // The edge has the first password; the gateway takes the second and the third.
        await reconfigure(stack, { credentialVersions: { "edge-paris": 3 } });
        await reconfigure(fleet.deployed.edge, { additionalRemoteWrite: { elsewhere: { url: agentWriteUrl } } });
    });

    it("tells of samples that come too late", async () => {
        await untilFires(global(), "ReceiverRejectsLateSamples", "global");
        const { problems } = await untilNamed(watched(), ["global: samples refused"]);
        const { meaning } = problems.find(({ problem }: any) => problem === "samples refused");
        expect(meaning).to.equal("The receiver refused samples in the last 15m, and they are lost: 1 older than outageTolerance.");
    });

    it("tells of a clock that is ahead", async () => {
        await untilFires(global(), "EdgeClockAhead", "edge");
        await untilFires(global(), "ReceiverFutureSamples", "global");
        await untilNamed(watched(), ["edge: clock ahead"]);
    });

    it("tells of samples that a destination refuses for good", async () => {
        await untilFires(global(), "RemoteWriteSamplesFailed", "edge");
        const { problems } = await untilNamed(watched(), ["edge: losing samples"]);
        expect(problems.find(({ problem }: any) => problem === "losing samples").destination).to.equal("elsewhere");
    });

    it("tells of a cluster that is not listed", async () => {
        await untilNamed(watched(), ["nobody: unlisted"]);
    });

    it("tells of a wrong password, and that the edge that is absent may have it", async () => {
        await untilFires(global(), "EdgeMetricsAbsent", "edge-paris");
        const { problems } = await untilNamed(watched(), ["edge-paris: absent", "global: wrong password"]);
        const { meaning, mend } = problems.find(({ edge }: any) => edge === "edge-paris");
        expect(meaning).to.match(/^No sample for .+ The gateway refused \d+ requests for a wrong password in the last 15m: they may be this edge's\.$/);
        expect(mend[0]).to.equal("pulumi up --stack edge-edge-paris   # gives it its password of now");
    });

    it("is mended by what the doctor advises", async () => {
        clearInterval(stranger);
        await watched().fleet.deployed.edge.removeConfig("multicluster-prometheus:additionalRemoteWrite");
        await Promise.all([watched().paris.up(), watched().fleet.deployed.edge.up()]);
        await untilHeard(global(), "edge-paris");
        await untilResolved(global(), ["EdgeMetricsAbsent"], 120);
        await untilNamed(watched(), ["edge-paris: losing samples"]);
    });
}
