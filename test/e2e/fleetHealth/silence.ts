import { expect } from "chai";
import { skip } from "../../support/skip";
import { cutCommands, noCutCommands, run } from "../faults/cut";
import { untilHeard } from "../support/prometheus";
import { scaleAgent } from "./agent";
import { untilFires, untilResolved } from "./alerts";
import { untilNamed } from "./doctor";
import { WatchedFleet } from "./watchedFleet";

export function silenceSteps(watched: () => WatchedFleet): void {
    const commands = cutCommands();
    const global = () => watched().found.global;
    const absence = async (name: string) => {
        await untilFires(global(), "EdgeMetricsAbsent", name);
        const { problems } = await untilNamed(watched(), [`${name}: absent`]);
        expect(problems.find(({ edge }: any) => edge === name).meaning).to.match(/ is down, cut off, or refused\. (Nothing of it reached the gateway|The gateway refused)/);
    };
    const mend = async () => {
        await scaleAgent(watched().found.edge2!, 1);
        if (commands !== undefined) {
            run(commands.heal);
        }
    };
    after(mend);

    it("is broken: one edge has no agent, and the other is cut off where that can be done", async () => {
        await scaleAgent(watched().found.edge2!, 0);
        if (commands !== undefined) {
            run(commands.cut);
        }
    });

    it("tells of an edge without an agent", () => absence("edge-paris"));

    it("tells of an edge that is cut off", async function () {
        if (commands === undefined) {
            skip(this, noCutCommands);
        }
        await absence("edge");
    });

    it("is mended", async () => {
        await mend();
        await Promise.all(watched().fleet.edges.map((edge) => untilHeard(global(), edge)));
        await untilResolved(global(), ["EdgeMetricsAbsent"], 120);
    });
}
