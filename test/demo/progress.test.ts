import { expect } from "chai";
import { Screen } from "../../cli/shared/screen";
import { Progress } from "../../demo/progress";
import { errorOf } from "../support/program";

describe("the demo's progress", () => {
    let written: string;
    let time: number;
    const progress = (terminal: object) => {
        written = "";
        time = 0;
        const output: Screen = { write: (text) => (written += text), ...terminal };
        return new Progress(output, () => time);
    };

    it("is a line at the start and the end of a step, and a detail now and then, outside a terminal", async () => {
        const result = await progress({}).step("pulumi up", async (detail) => {
            detail("soon");
            time = 16_000;
            detail("creating Release edge");
            time = 20_000;
            detail("creating Namespace edge");
            return 7;
        });
        expect(result).to.equal(7);
        expect(written).to.equal("  pulumi up ...\n  pulumi up (16 s): creating Release edge\n✓ pulumi up (20 s)\n");
    });

    it("is one line that moves, and fits, in a terminal", async () => {
        await progress({ isTTY: true, columns: 20 }).step("a step with a long title", async () => undefined);
        expect(written).to.equal("\r\x1b[2K⠋ a step with a lon\r\x1b[2K✓ a step with a long title (0 s)\n");
    });

    it("marks a step that failed", async () => {
        const failing = progress({}).step("pulumi up", () => Promise.reject(new Error("no")));
        expect((await errorOf(failing)).message).to.equal("no");
        expect(written).to.contain("✗ pulumi up (0 s)\n");
    });
});
