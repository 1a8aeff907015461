import { skip } from "../support/skip";
import { notAskedFor } from "./faults/cut";
import { expressionSteps } from "./fleetHealth/expressions";
import { healthySteps } from "./fleetHealth/healthy";
import { lastingSteps } from "./fleetHealth/lasting";
import { mendedSteps } from "./fleetHealth/mended";
import { receiverSteps } from "./fleetHealth/receiver";
import { refusalSteps } from "./fleetHealth/refusals";
import { silenceSteps } from "./fleetHealth/silence";
import { WatchedFleet } from "./fleetHealth/watchedFleet";
import { findPrerequisites, noSecondEdge } from "./support/prerequisites";

// The rules are those that are shipped, with the times that they ask for.
describe("the fleet's health, in real clusters", function () {
    this.timeout(900_000);
    let watched: WatchedFleet | undefined;

    before(async function () {
        const found = await findPrerequisites();
        if ("missing" in found) {
            skip(this, found.missing);
        }
        if (found.edge2 === undefined) {
            skip(this, noSecondEdge);
        }
        watched = new WatchedFleet(found);
        await watched.fleet.noteWhatIsThere();
        await watched.deploy();
    });

    after(() => watched?.fleet.end());

    const started = () => watched as WatchedFleet;
    describe("a healthy fleet", () => healthySteps(started));
    describe("the expressions", () => expressionSteps(started));

    describe("a fleet", () => {
        before(function () {
            if (!process.env.E2E_FAULTS) {
                skip(this, notAskedFor);
            }
        });

        describe("without its receiver", () => receiverSteps(started));
        describe("that refuses", () => refusalSteps(started));
        describe("with silent edges", () => silenceSteps(started));
        describe("with what lasts for many minutes", () => lastingSteps(started));

        describe("that was mended", () => mendedSteps(started));
    });
});
