import { expect } from "chai";
import { untilQuiet } from "./alerts";
import { report, visit } from "./doctor";
import { WatchedFleet } from "./watchedFleet";

export function healthySteps(watched: () => WatchedFleet): void {
    it("raises no alert but the Watchdog", () => untilQuiet(watched().found.global, 300));

    it("is well, says the doctor, through kubectl and by the stack's outputs", async () => {
        const { status, stdout, stderr } = await visit(watched());
        expect(stderr).to.equal("");
        const lines = stdout.split("\n");
        expect(lines[0]).to.match(/^The fleet of stack "[^"]+" at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ; /);
        const rows = lines.slice(3, 5).map((line) => line.trim().split(/ {2,}/));
        expect(rows.map(([edge, ...cells]) => [edge, cells.pop()])).to.deep.equal([["edge", "ok"], ["edge-paris", "ok"]]);
        expect(lines.slice(5)).to.deep.equal(["", "No problems.", ""]);
        expect(status).to.equal(0);
    });

    it("is well, says the doctor to programs", async () => {
        const { healthy, edges, problems } = await report(watched());
        expect({ healthy, problems }).to.deep.equal({ healthy: true, problems: [] });
        for (const [i, name] of watched().fleet.edges.entries()) {
            const { ageSeconds, series, lastSample, destinations, ...edge } = edges[i];
            expect(edge).to.deep.equal({ name, listed: true, verdicts: [] });
            expect(ageSeconds).to.be.within(-1, 60);
            expect(Date.parse(lastSample)).to.be.closeTo(Date.now(), 60_000);
            expect(series).to.be.above(1000);
            expect(destinations).to.have.length(1);
            const { lagSeconds, shardsDesired, shardsMax, failed, dropped } = destinations[0];
            expect({ shardsMax, failed, dropped }).to.deep.equal({ shardsMax: 10, failed: 0, dropped: 0 });
            expect(lagSeconds).to.be.within(-30, 120);
            expect(shardsDesired).to.be.below(10);
        }
    });
}
