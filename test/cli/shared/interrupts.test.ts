import { expect } from "chai";
import { Interrupts, pause } from "../../../cli/shared/interrupts";

const names = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

describe("interrupts", () => {
    const before = names.map((name) => process.listeners(name));

    afterEach(() => names.forEach((name, i) => process.listeners(name).filter((l) => !before[i].includes(l)).forEach((l) => process.off(name, l))));

    it("are three, and one that comes twice is one", () => {
        let time = 0;
        let thirds = 0;
        const interrupts = new Interrupts(() => thirds++, () => time);
        const seen = () => [interrupts.first.aborted, interrupts.second.aborted, thirds];
        const steps = [0, 100, 1000, 2000].map((at) => {
            time = at;
            interrupts.add();
            return seen();
        });
        expect(steps).to.deep.equal([
            [true, false, 0],
            [true, false, 0],
            [true, true, 0],
            [true, true, 1],
        ]);
    });

    it("end a pause", async () => {
        const controller = new AbortController();
        const start = Date.now();
        const paused = pause(10_000, controller.signal);
        controller.abort();
        await paused;
        await pause(10_000, controller.signal);
        expect(Date.now() - start).to.be.below(1000);
    });
});
