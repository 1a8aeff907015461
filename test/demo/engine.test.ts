import { expect } from "chai";
import { Interrupted } from "../../cli/shared/engine";
import { runStep } from "../../demo/engine";
import { DemoError } from "../../demo/errors";
import { errorOf } from "../support/program";

describe("a step of the demo that Pulumi runs", () => {
    const failure = (error: Error, signal = new AbortController().signal) => errorOf(runStep(() => Promise.reject(error), signal, () => undefined));

    it("fails with what Pulumi said", async () => {
        const error = await failure(new Error("code: 255"));
        expect(error).to.be.instanceOf(DemoError);
        expect(error.message).to.equal("code: 255");
    });

    it("says what to do about a lock", async () => {
        const locked = Object.assign(new Error("locked"), { name: "ConcurrentUpdateError" });
        expect((await failure(locked)).message).to.equal("Another run of the demo is at work. If none is, remove what it left: npm run demo -- --down");
    });

    it("is not a failure where it was interrupted", async () => {
        expect(await failure(new Error("cancelled"), AbortSignal.abort())).to.be.instanceOf(Interrupted);
    });
});
