import { expect } from "chai";
import { skip } from "../../support/skip";
import { fleetOf } from "../../../components/values/fleet/fleet";
import { fleetRuleGroups } from "../../../components/values/fleet/fleetRules";
import { cutCommands, noCutCommands, run } from "../faults/cut";
import { valuesBy, untilHeard } from "../support/prometheus";
import { until } from "../support/until";
import { scaleAgent } from "./agent";
import { untilRaised, untilResolved } from "./alerts";
import { untilNamed } from "./doctor";
import { upOf, WatchedFleet } from "./watchedFleet";

export function silenceSteps(watched: () => WatchedFleet): void {
    const commands = cutCommands();
    const global = () => watched().found.global;
    const absence = async (name: string) => {
        await untilRaised(global(), "EdgeMetricsAbsent", name, "firing");
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

    it("tells of another edge that writes in its name", async () => {
        const rules = fleetRuleGroups(fleetOf({ edges: watched().fleet.edges })).flatMap((group) => group.rules);
        const { expr } = rules.find(({ alert }: any) => alert === "ClusterClaimedByAnother");
        expect(expr).to.contain("[10m]");
        await until("someone else writes as edge-paris", 60, async () => {
            expect(await watched().write("edge", upOf("edge-paris"))).to.equal(204);
            // The edge itself wrote less than ten minutes ago.
            const claimed = await valuesBy("cluster", global(), expr.replace("[10m]", "[1m]"));
            return claimed["edge-paris"] > 0 ? true : undefined;
        });
    });

    it("is mended", async () => {
        await mend();
        await Promise.all(watched().fleet.edges.map((edge) => untilHeard(global(), edge)));
        await untilResolved(global(), ["EdgeMetricsAbsent"], 120);
    });
}
