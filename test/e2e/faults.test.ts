import { skip } from "../support/skip";
import { cutCommands, noCutCommands, notAskedFor, whileCutOff } from "./faults/cut";
import { deployCompared } from "./faults/reference";
import { expectNothingLost } from "./faults/loss";
import { killGatewayPod, rollGateway, scaleGateway, scaleReceiver } from "./faults/workloads";
import { Pair } from "./gateway/pair";
import { findPrerequisites } from "./support/prerequisites";
import { seconds } from "./support/until";

// An agent that restarts while it cannot send loses what it had not sent, by Prometheus' own design: no test here restarts it.
describe("an edge's samples under faults, in real clusters", function () {
    this.timeout(900_000);
    let pair: Pair | undefined;
    let start: number;

    before(async function () {
        if (!process.env.E2E_FAULTS) {
            skip(this, notAskedFor);
        }
        const found = await findPrerequisites();
        if ("missing" in found) {
            skip(this, found.missing);
        }
        pair = new Pair(found);
        await deployCompared(pair);
    });

    beforeEach(() => {
        start = Math.floor(Date.now() / 1000);
    });

    after(() => pair?.fleet.end());

    const deployed = () => pair as Pair;
    const global = () => deployed().found.global;
    const nothingIsLost = () => expectNothingLost(deployed(), start);

    it("are all there without a fault", async () => {
        await seconds(60);
        await nothingIsLost();
    });

    it("are all there after one pod of the gateway was killed", async () => {
        await killGatewayPod(global());
        await seconds(30);
        await nothingIsLost();
    });

    it("are all there after the gateway was away for a minute", async () => {
        await scaleGateway(global(), 0);
        await seconds(60);
        await scaleGateway(global(), 2);
        await nothingIsLost();
    });

    it("are all there after the receiver was away for three minutes", async () => {
        await scaleReceiver(global(), 0);
        await seconds(180);
        await scaleReceiver(global(), 1);
        await nothingIsLost();
    });

    it("are all there after the edge was cut off for five minutes", async function () {
        const commands = cutCommands() ?? skip(this, noCutCommands);
        await whileCutOff(commands, () => seconds(300));
        await nothingIsLost();
    });

    it("are all there after the gateway's pods were replaced", async () => {
        await rollGateway(global());
        await seconds(30);
        await nothingIsLost();
    });

    it("are all there after the edge's password was changed", async () => {
        await deployed().configure({ credentialVersions: { paris: 2 } });
        await deployed().global.up();
        // Longer than the gateway takes to know the new password.
        await seconds(100);
        await deployed().edge.up();
        await seconds(30);
        await nothingIsLost();
    });
});
