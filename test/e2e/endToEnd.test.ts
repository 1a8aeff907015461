import { skip } from "../support/skip";
import { deploymentSteps } from "./steps/deployment";
import { destructionSteps } from "./steps/destruction";
import { discoverySteps } from "./steps/discovery";
import { labelSteps } from "./steps/labels";
import { optsSteps } from "./steps/opts";
import { queueSteps } from "./steps/queue";
import { secondEdgeSteps } from "./steps/secondEdge";
import { wrongConfigSteps } from "./steps/wrongConfig";
import { Fleet } from "./support/fleet";
import { findPrerequisites } from "./support/prerequisites";

// Each step builds on those before it.
describe("end to end, in real clusters", function () {
    this.timeout(600_000);
    let fleet: Fleet | undefined;
    let failed: string | undefined;

    before(async function () {
        const found = await findPrerequisites();
        if ("missing" in found) {
            skip(this, found.missing);
        }
        fleet = new Fleet(found);
        await fleet.noteWhatIsThere();
    });

    // Mocha's bail() would also heed failures of other files.
    beforeEach(function () {
        if (failed !== undefined) {
            skip(this, `an earlier step failed: ${failed}`);
        }
    });

    afterEach(function () {
        if (this.currentTest?.state === "failed") {
            failed = this.currentTest.title;
        }
    });

    after(() => fleet?.end());

    const started = () => fleet as Fleet;
    describe("deployment", () => deploymentSteps(started));
    describe("a second edge", () => secondEdgeSteps(started));
    describe("annotation discovery", () => discoverySteps(started));
    describe("a wrong configuration", () => wrongConfigSteps(started));
    describe("a component's options", () => optsSteps(started));
    describe("the label cluster", () => labelSteps(started));
    describe("a changed setting", () => queueSteps(started));
    describe("destruction", () => destructionSteps(started));
});
