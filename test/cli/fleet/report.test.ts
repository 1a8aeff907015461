import { expect } from "chai";
import { showProgress } from "../../../cli/fleet/progress";
import { reportJson, reportText } from "../../../cli/fleet/report";
import { Outcome } from "../../../cli/fleet/run";
import { Screen } from "../../../cli/shared/screen";

const outcomes: Outcome[] = [
    { stack: "global", status: "unchanged", changes: {}, seconds: 3.24 },
    { stack: "edge-paris", status: "changed", changes: { create: 4, update: 1 }, seconds: 31.96 },
    { stack: "edge-tokyo", status: "failed", changes: {}, seconds: 2, reason: "cluster unreachable\n  at https://203.0.113.9" },
    { stack: "edge-osaka", status: "not begun", changes: {}, seconds: 0, reason: "another stack failed" },
];
const logOf = (stack: string) => `.fleet/${stack}.log`;

describe("a run's report", () => {
    it("is a table, and why those that failed did", () => {
        expect(reportText("up", outcomes, logOf).split("\n")).to.deep.equal([
            "  stack         time  result",
            "  global       3.2 s  up to date",
            "  edge-paris  32.0 s  4 created, 1 updated",
            "  edge-tokyo   2.0 s  failed",
            "  edge-osaka   0.0 s  not begun: another stack failed",
            "",
            "edge-tokyo: failed (.fleet/edge-tokyo.log)",
            "  cluster unreachable",
            "    at https://203.0.113.9",
        ]);
    });

    it("says of a preview what would be", () => {
        const lines = reportText("preview", outcomes.slice(0, 2), logOf).split("\n");
        expect(lines.slice(1)).to.deep.equal(["  global       3.2 s  no changes", "  edge-paris  32.0 s  4 to create, 1 to update"]);
    });

    it("is an object for programs", () => {
        expect(reportJson("up", outcomes.slice(1), 1, logOf)).to.deep.equal({
            action: "up",
            ok: false,
            stacks: [
                { stack: "edge-paris", status: "changed", changes: { create: 4, update: 1 }, seconds: 32, reason: null, log: ".fleet/edge-paris.log" },
                { stack: "edge-tokyo", status: "failed", changes: {}, seconds: 2, reason: "cluster unreachable\n  at https://203.0.113.9", log: ".fleet/edge-tokyo.log" },
                { stack: "edge-osaka", status: "not begun", changes: {}, seconds: 0, reason: "another stack failed", log: null },
            ],
        });
    });
});

describe("a run's progress", () => {
    let written: string;
    let time: number;
    const show = (terminal: object) => {
        written = "";
        time = 0;
        const screen: Screen = { write: (text) => (written += text), ...terminal };
        return showProgress(screen, "up", 2, () => time);
    };

    it("is a line at the start and the end of a stack, and a detail now and then, outside a terminal", () => {
        const progress = show({});
        progress.begin("edge-paris");
        progress.begin("edge-tokyo");
        progress.detail("edge-paris", "soon");
        time = 16_000;
        progress.detail("edge-paris", "creating Release edge");
        time = 20_000;
        progress.detail("edge-paris", "creating Namespace edge");
        progress.note("Interrupted");
        outcomes.slice(1).forEach((outcome) => progress.end(outcome));
        progress.close();
        expect(written.split("\n")).to.deep.equal([
            "  edge-paris: updating",
            "  edge-tokyo: updating",
            "  edge-paris (16 s): creating Release edge",
            "Interrupted",
            "✓ edge-paris: 4 created, 1 updated (32 s)",
            "✗ edge-tokyo: failed: cluster unreachable (2 s)",
            "- edge-osaka: not begun: another stack failed",
            "",
        ]);
    });

    it("is a row for each stack that runs, which fits, in a terminal; what has ended stands above", () => {
        const progress = show({ isTTY: true, columns: 30 });
        progress.begin("edge-paris");
        progress.begin("edge-tokyo");
        time = 3000;
        progress.detail("edge-paris", "creating Release edge");
        progress.end(outcomes[2]);
        progress.note("Interrupted");
        progress.end(outcomes[1]);
        progress.close();
        expect(written).to.equal(
            "  edge-paris (0 s): updating\n  0 of 2\n" +
                "\x1b[2A\x1b[J  edge-paris (0 s): updating\n  edge-tokyo (0 s): updating\n  0 of 2\n" +
                "\x1b[3A\x1b[J✗ edge-tokyo: failed: cluster unreachable (2 s)\n  edge-paris (3 s): creating \n  1 of 2\n" +
                "\x1b[2A\x1b[JInterrupted\n  edge-paris (3 s): creating \n  1 of 2\n" +
                "\x1b[2A\x1b[J✓ edge-paris: 4 created, 1 updated (32 s)\n",
        );
    });
});
