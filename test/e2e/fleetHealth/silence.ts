import { execFileSync } from "child_process";
import { expect } from "chai";
import { skip } from "../../support/skip";
import { fleetOf } from "../../../components/values/fleet/fleet";
import { fleetRuleGroups } from "../../../components/values/fleet/fleetRules";
import { valuesBy } from "../support/prometheus";
import { until } from "../support/until";
import { scaleAgent, untilHeard } from "./agent";
import { untilRaised, untilResolved } from "./alerts";
import { untilNamed } from "./doctor";
import { upOf, WatchedFleet } from "./watchedFleet";

const shell = (command: string) => execFileSync("sh", ["-c", command], { stdio: "ignore" });

export function silenceSteps(watched: () => WatchedFleet): void {
    const { E2E_CUT_EDGE: cut, E2E_HEAL_EDGE: heal } = process.env;
    const isCut = Boolean(cut && heal);
    const global = () => watched().found.global;
    const absence = async (name: string) => {
        await untilRaised(global(), "EdgeMetricsAbsent", name, "firing");
        const { problems } = await untilNamed(watched(), [`${name}: absent`]);
        expect(problems.find(({ edge }: any) => edge === name).meaning).to.match(/ is down, cut off, or refused\. (Nothing of it reached the gateway|The gateway refused)/);
    };
    const mend = async () => {
        await scaleAgent(watched().found.edge2!, 1);
        if (isCut) {
            shell(heal!);
        }
    };
    after(mend);

    it("is broken: one edge has no agent, and the other is cut off where that can be done", async () => {
        await scaleAgent(watched().found.edge2!, 0);
        if (isCut) {
            shell(cut!);
        }
    });

    it("tells of an edge without an agent", () => absence("edge-paris"));

    it("tells of an edge that is cut off", async function () {
        if (!isCut) {
            skip(this, "the environment variables E2E_CUT_EDGE and E2E_HEAL_EDGE do not both hold a shell command that cuts the edge's network, and one that mends it");
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
