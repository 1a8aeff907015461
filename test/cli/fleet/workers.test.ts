import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "fs";
import { tmpdir } from "os";
import { join } from "path";
import { Workers } from "../../../cli/fleet/workers";
import { Interrupted } from "../../../cli/shared/engine";
import { errorOf } from "../../support/program";

// Answers with the number of its process; does as the stack's name says.
const script = `
let cancelled;
process.on("message", (request) => {
    if (request.cancel) { return process.send({ error: "cancelled", interrupted: true }); }
    const { stack } = request.job;
    process.send({ state: "at work" });
    if (stack === "dies") { process.exit(3); }
    if (stack === "fails") { return process.send({ error: "no route to host", interrupted: false }); }
    if (stack !== "waits") { process.send({ changes: { create: process.pid } }); }
});`;

describe("the processes that run stacks", () => {
    const folder = mkdtempSync(join(tmpdir(), "workers-"));
    const file = join(folder, "worker.js");
    writeFileSync(file, script);
    const workers = new Workers(file);
    const states: string[] = [];
    const run = (stack: string) => workers.run({ operation: "preview", folder, stack, exists: true, log: `${stack}.log` }, (state) => states.push(state));

    after(() => {
        workers.close();
        rmSync(folder, { recursive: true });
    });

    it("are one for one job at a time, and serve again", async () => {
        const [first, second] = await Promise.all([run("a"), run("b")]);
        expect(first.create).not.to.equal(second.create);
        expect([first.create, second.create]).to.include((await run("c")).create);
        expect(states).to.deep.equal(["at work", "at work", "at work"]);
    });

    it("tell why a job failed, and serve on", async () => {
        expect((await errorOf(run("fails"))).message).to.equal("no route to host");
        expect((await run("d")).create).to.be.above(0);
    });

    it("are replaced where one ends", async () => {
        expect((await errorOf(run("dies"))).message).to.equal("its process ended (exit status 3): dies.log may say why");
        expect((await run("e")).create).to.be.above(0);
    });

    it("cancel what they are at", async () => {
        const waiting = errorOf(run("waits"));
        await new Promise((resolve) => setTimeout(resolve, 300));
        workers.cancel();
        expect(await waiting).to.be.instanceOf(Interrupted);
        expect(await errorOf(run("dies")), "one that ends of the signal itself").to.be.instanceOf(Interrupted);
    });
});
