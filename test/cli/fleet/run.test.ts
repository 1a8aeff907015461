import { expect } from "chai";
import { Cluster } from "../../../cli/fleet/definition";
import { Operation } from "../../../cli/fleet/options";
import { Changes, exitStatus, Outcome, runFleet } from "../../../cli/fleet/run";
import { Interrupted } from "../../../cli/shared/engine";

const clusters: Cluster[] = ["global", "a", "b", "c", "d"].map((name) => ({ name, role: name === "global" ? "global" : "edge", config: {} }));

interface Case {
    operation?: Operation;
    parallel?: number;
    failFast?: boolean;
    only?: string[];
    /** What happens to a stack; else it changes. */
    act?: Record<string, () => Promise<Changes>>;
    waits?: Record<string, string>;
    interrupt?: AbortController;
}

/** Runs a fleet of fakes, and tells what was begun, and how many at most at a time. */
async function run({ operation = "up", parallel = 2, failFast = false, only, act = {}, waits = {}, interrupt = new AbortController() }: Case) {
    const begun: string[] = [];
    let running = 0;
    let most = 0;
    const outcomes = await runFleet(
        { operation, clusters: clusters.filter(({ name }) => only?.includes(name) ?? true), parallel, failFast },
        {
            perform: async ({ name }) => {
                begun.push(name);
                most = Math.max(most, ++running);
                await new Promise((resolve) => setTimeout(resolve, 5));
                try {
                    return await (act[name]?.() ?? { create: 4 });
                } finally {
                    running--;
                }
            },
            waitsFor: async () => ({ name }) => waits[name],
            progress: { begin: () => undefined, detail: () => undefined, end: () => undefined },
            interrupt: interrupt.signal,
        },
    );
    return { begun, most, status: exitStatus(outcomes, interrupt.signal), results: Object.fromEntries(outcomes.map((o) => [o.stack, o.status])), outcomes };
}

const fail = () => Promise.reject(new Error("no route to host"));
const reasonOf = (outcomes: Outcome[], stack: string) => outcomes.find((outcome) => outcome.stack === stack)?.reason;

describe("a run over a fleet", () => {
    it("does global first, then the edges in their order, so many at a time", async () => {
        const { begun, most, status, results } = await run({});
        expect(begun).to.deep.equal(["global", "a", "b", "c", "d"]);
        expect([most, status]).to.deep.equal([2, 0]);
        expect(results).to.deep.equal({ global: "changed", "edge-a": "changed", "edge-b": "changed", "edge-c": "changed", "edge-d": "changed" });
        expect((await run({ parallel: 1 })).most).to.equal(1);
        expect((await run({ parallel: 9 })).most).to.equal(4);
    });

    it("destroys the edges first, and global only when none is left", async () => {
        expect((await run({ operation: "destroy", parallel: 4 })).begun).to.deep.equal(["a", "b", "c", "d", "global"]);
        const { outcomes, results, status } = await run({ operation: "destroy", act: { b: fail } });
        expect(results).to.deep.equal({ "edge-a": "changed", "edge-b": "failed", "edge-c": "changed", "edge-d": "changed", global: "not begun" });
        expect([reasonOf(outcomes, "global"), status]).to.deep.equal(["edge-b is left, which writes to it: see why, and run this again", 1]);
        const two = await run({ operation: "destroy", act: { b: fail, d: fail } });
        expect(reasonOf(two.outcomes, "global")).to.equal("edge-b, edge-d are left, which write to it: see why, and run this again");
    });

    it("goes on where an edge fails, and tells why it did", async () => {
        const { outcomes, results, status } = await run({ act: { b: fail } });
        expect(results).to.deep.equal({ global: "changed", "edge-a": "changed", "edge-b": "failed", "edge-c": "changed", "edge-d": "changed" });
        expect([reasonOf(outcomes, "edge-b"), status]).to.deep.equal(["no route to host", 1]);
    });

    it("begins no other with --fail-fast, and ends those that run", async () => {
        const { outcomes, results } = await run({ failFast: true, act: { a: fail } });
        expect(results).to.deep.equal({ global: "changed", "edge-a": "failed", "edge-b": "changed", "edge-c": "not begun", "edge-d": "not begun" });
        expect(reasonOf(outcomes, "edge-c")).to.equal("another stack failed");
    });

    it("begins no edge where global failed", async () => {
        const { begun, outcomes, status } = await run({ act: { global: fail } });
        expect(begun).to.deep.equal(["global"]);
        expect([reasonOf(outcomes, "edge-d"), status]).to.deep.equal(["the global stack failed", 1]);
    });

    it("tells what was up to date", async () => {
        const { results, status } = await run({ only: ["a", "b"], act: { a: async () => ({}) } });
        expect([results, status]).to.deep.equal([{ "edge-a": "unchanged", "edge-b": "changed" }, 0]);
    });

    it("previews no edge that global does not list yet, and fails to update it", async () => {
        const waits = { b: "not listed" };
        const preview = await run({ operation: "preview", waits, only: ["a", "b"] });
        expect([preview.results, preview.begun, preview.status]).to.deep.equal([{ "edge-a": "changed", "edge-b": "waits" }, ["a"], 0]);
        const up = await run({ waits, only: ["a", "b"] });
        expect([up.results, reasonOf(up.outcomes, "edge-b"), up.status]).to.deep.equal([{ "edge-a": "changed", "edge-b": "failed" }, "not listed", 1]);
        // What is there can be removed all the same.
        expect((await run({ operation: "destroy", waits, only: ["b"] })).results).to.deep.equal({ "edge-b": "changed" });
    });

    it("begins nothing more when it is interrupted, and waits for what runs", async () => {
        const interrupt = new AbortController();
        const cancelled = () => new Promise<Changes>((_, reject) => setTimeout(() => reject(new Interrupted("interrupted")), 20));
        const { begun, results, status } = await run({ interrupt, act: { a: async () => (interrupt.abort(), cancelled()), b: cancelled } });
        expect(begun).to.deep.equal(["global", "a", "b"]);
        expect(results).to.deep.equal({ global: "changed", "edge-a": "interrupted", "edge-b": "interrupted", "edge-c": "not begun", "edge-d": "not begun" });
        expect(status).to.equal(130);
    });
});
