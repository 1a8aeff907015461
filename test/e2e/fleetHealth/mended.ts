import { expect } from "chai";
import { until } from "../support/until";
import { untilQuiet } from "./alerts";
import { visit } from "./doctor";
import { WatchedFleet } from "./watchedFleet";

export function mendedSteps(watched: () => WatchedFleet): void {
    it("raises no alert but the Watchdog", () => untilQuiet(watched().found.global, 800));

    it("is well, says the doctor, a quarter of an hour after the last loss", async () => {
        await until("the doctor finds no problem", 800, async () => {
            const { status, stdout } = await visit(watched());
            expect(status, stdout).to.equal(0);
            return true;
        });
    });
}
