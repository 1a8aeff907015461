import { expect } from "chai";
import { resolve } from "path";
import { Fleet } from "../../../cli/fleet/definition";
import { readStacks, unlisted, withResults } from "../../../cli/fleet/stackStates";
import { isComplete, standings, statusText } from "../../../cli/fleet/status";
import { Pulumi } from "../../../cli/shared/pulumi";
import { errorOf } from "../../support/program";

const fleet: Fleet = {
    project: "p",
    global: { name: "global", role: "global", context: "hub", config: {} },
    edges: [{ name: "paris", role: "edge", context: "paris", config: {} }, { name: "tokyo", role: "edge", kubeconfig: "tokyo.yaml", config: {} }],
};
const place = { name: "fleet.yaml", folder: resolve(".") };
const all = [fleet.global, ...fleet.edges];
const answering = (stdout: unknown): Pulumi => async () => ({ status: 0, stdout: JSON.stringify(stdout), stderr: "" });
const failing = (stderr: string, status: number | "missing" = 255): Pulumi => async () => ({ status, stdout: "", stderr });

describe("a fleet's status", () => {
    const listed = [
        { name: "acme/p/global", lastUpdate: "2026-11-24T16:10:03.893Z", updateInProgress: false, resourceCount: 13 },
        { name: "edge-paris", updateInProgress: true, resourceCount: 2 },
        { name: "edge-gone", lastUpdate: "2026-11-24T16:10:03.893Z", resourceCount: 5 },
        { name: "edge-empty", resourceCount: 0 },
        { name: "other", resourceCount: 3 },
    ];

    it("says what is deployed, and what is left of an edge that is not in the file", async () => {
        const standing = standings(fleet, all, await readStacks(answering(listed)));
        expect(isComplete(standing)).to.equal(false);
        expect(statusText(standing, place).split("\n")).to.deep.equal([
            "  stack       cluster     resources  last update               state",
            "  global      hub                13  2026-11-24T16:10:03.893Z  deployed",
            "  edge-paris  paris               2  never                     an update is going on",
            "  edge-tokyo  tokyo.yaml          0  never                     not deployed",
            "  edge-gone   -                   5  2026-11-24T16:10:03.893Z  not in the file",
            "",
            "edge-gone is deployed, and not in the file. To remove it:",
            "  pulumi destroy --stack edge-gone && pulumi stack rm edge-gone",
        ]);
        // The README's edge, before there was a fleet.
        const [, single] = standings(fleet, [fleet.global], await readStacks(answering([{ name: "edge", resourceCount: 4 }])));
        expect(single).to.deep.equal({ stack: "edge", cluster: null, state: "not in the file", resources: 4, lastUpdate: null });
        expect(isComplete(standings(fleet, [fleet.global], await readStacks(answering(listed.slice(0, 1)))))).to.equal(true);
    });

    it("says which update failed", async () => {
        const asked: string[] = [];
        const pulumi: Pulumi = async (args) => {
            asked.push(args[args.length - 1]);
            return { status: 0, stdout: JSON.stringify([{ kind: "update", result: args.includes("edge-gone") ? "failed" : "succeeded" }]), stderr: "" };
        };
        const stacks = await withResults(await readStacks(answering(listed)), pulumi);
        expect([...stacks.values()].filter(({ failed }) => failed).map(({ name }) => name)).to.deep.equal(["edge-gone"]);
        expect(asked).not.to.include("edge-empty");
        const gone: Fleet = { ...fleet, edges: [{ name: "gone", role: "edge", config: {} }] };
        const [standing] = standings(gone, gone.edges, stacks);
        expect(standing).to.deep.equal({ stack: "edge-gone", cluster: null, state: "last update failed", resources: 5, lastUpdate: "2026-11-24T16:10:03.893Z" });
    });

    it("says why the stacks cannot be listed", async () => {
        const reason = async (pulumi: Pulumi) => (await errorOf(readStacks(pulumi))).message;
        expect(await reason(failing("", "missing"))).to.equal("The Pulumi CLI is not there: install it (https://www.pulumi.com/docs/install/)");
        expect(await reason(failing("error: PULUMI_ACCESS_TOKEN must be set\nmore"))).to.equal('Pulumi could not list the stacks: PULUMI_ACCESS_TOKEN must be set: run "pulumi login"');
        expect(await reason(failing(""))).to.equal("Pulumi could not list the stacks: exit status 255");
    });

    it("knows which edges the global stack lists", async () => {
        const waits = async (pulumi: Pulumi) => fleet.edges.map(await unlisted({ ...place, fleet }, pulumi)).map((reason) => reason !== undefined);
        expect(await waits(answering(["paris"]))).to.deep.equal([false, true]);
        expect(await waits(answering(null))).to.deep.equal([true, true]);
        expect(await waits(failing("error: no stack named 'global' found"))).to.deep.equal([true, true]);
        expect((await unlisted({ ...place, fleet }, answering([])))(fleet.edges[0])).to.equal('the global stack, as it is deployed, does not list it: "fleet up --only global" first');
        expect((await unlisted({ ...place, name: "eu.yaml", fleet }, answering([])))(fleet.edges[0])).to.match(/: "fleet up --only global --file eu\.yaml" first$/);
    });
});
