import { skip } from "../support/skip";
import { CutCommands, cutCommands, noCutCommands, notAskedFor, whileCutOff } from "./faults/cut";
import { expectNothingLost } from "./faults/loss";
import { deployCompared } from "./faults/reference";
import { Pair } from "./gateway/pair";
import { findPrerequisites } from "./support/prerequisites";
import { seconds } from "./support/until";

// The tolerance less the half minute that the agent may wait before it tries again, and what it needs to send then.
const toleranceMinutes = 4;
const cutSeconds = 180;

// The agent cuts its log each two tolerances, so the outages meet it before, at and after a cut.
describe("an edge that is cut off for nearly its outageTolerance, in real clusters", function () {
    this.timeout(900_000);
    let pair: Pair | undefined;
    let commands: CutCommands;

    before(async function () {
        if (!process.env.E2E_FAULTS) {
            skip(this, notAskedFor);
        }
        commands = cutCommands() ?? skip(this, noCutCommands);
        const found = await findPrerequisites();
        if ("missing" in found) {
            skip(this, found.missing);
        }
        pair = new Pair(found);
        await deployCompared(pair, { outageTolerance: `${toleranceMinutes}m` });
    });

    after(() => pair?.fleet.end());

    for (const time of ["first", "second", "third"]) {
        it(`loses nothing the ${time} time`, async () => {
            const start = Math.floor(Date.now() / 1000);
            await whileCutOff(commands, () => seconds(cutSeconds));
            await expectNothingLost(pair as Pair, start);
        });
    }
});
