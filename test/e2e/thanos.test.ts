import { skip } from "../support/skip";
import { attackSteps } from "./gateway/attacks";
import { findPrerequisites } from "./support/prerequisites";
import { alertSteps } from "./thanos/alerts";
import { blockSteps } from "./thanos/blocks";
import { deploymentSteps } from "./thanos/deployment";
import { doctorSteps } from "./thanos/doctor";
import { faultSteps } from "./thanos/faults";
import { identitySteps } from "./thanos/identity";
import { limitSteps } from "./thanos/limits";
import { migrationSteps } from "./thanos/migration";
import { noThanosChart, ScaleOut } from "./thanos/scaleOut";

describe("the receiver Thanos, in real clusters", function () {
    this.timeout(900_000);
    let scaleOut: ScaleOut | undefined;

    before(async function () {
        const found = await findPrerequisites();
        if ("missing" in found) {
            skip(this, found.missing);
        }
        scaleOut = new ScaleOut(found, found.thanosChart ?? skip(this, noThanosChart));
        await scaleOut.fleet.noteWhatIsThere();
        await scaleOut.deploy();
    });

    after(() => scaleOut?.fleet.end());

    const deployed = () => scaleOut as ScaleOut;
    describe("with an edge of two agents", () => deploymentSteps(deployed));
    describe("of edges that claim to be others", () => identitySteps(deployed));
    describe("and the doctor", () => doctorSteps(deployed));
    describe("with alerts", () => alertSteps(deployed));
    describe("under attack", () => attackSteps(deployed));
    describe("with limits", () => limitSteps(deployed));
    describe("with pods that are killed", () => faultSteps(deployed));
    describe("with object storage", () => blockSteps(deployed));
    describe("that an edge moves to", () => migrationSteps(deployed));
    describe("that is destroyed", () => {
        it("leaves nothing", () => deployed().fleet.takeDown());
    });
});
