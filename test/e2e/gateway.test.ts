import { skip } from "../support/skip";
import { attackSteps } from "./gateway/attacks";
import { certManagerSteps } from "./gateway/certManager";
import { edgeSteps } from "./gateway/edges";
import { enforcementSteps } from "./gateway/enforcement";
import { Pair } from "./gateway/pair";
import { secrecySteps } from "./gateway/secrecy";
import { tlsSteps } from "./gateway/tls";
import { findPrerequisites } from "./support/prerequisites";

// The steps that change the edges' credentials build on one another; each later one's gateway is what they leave.
describe("the gateway, in real clusters", function () {
    this.timeout(600_000);
    let pair: Pair | undefined;

    before(async function () {
        const found = await findPrerequisites();
        if ("missing" in found) {
            skip(this, found.missing);
        }
        pair = new Pair(found);
        await pair.fleet.noteWhatIsThere();
        await pair.deploy();
    });

    after(() => pair?.fleet.end());

    const deployed = () => pair as Pair;
    describe("under attack", () => attackSteps(deployed));
    describe("with secrets", () => secrecySteps(deployed));
    describe("with edges that come and go", () => edgeSteps(deployed));
    describe("with an enforced cluster label", () => enforcementSteps(deployed));
    describe("with a certificate", () => tlsSteps(deployed));
    describe("with a certificate of cert-manager", () => certManagerSteps(deployed));
});
