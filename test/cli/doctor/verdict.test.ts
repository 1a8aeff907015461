import { expect } from "chai";
import { Edge, Refusals } from "../../../cli/doctor/fleet";
import { diagnose } from "../../../cli/doctor/verdict";
import { edgeOf, fleetOf, now, queueOf } from "../../support/doctorFleet";

const verdicts = (edge: Edge) => diagnose(fleetOf([edge])).rows.map((row) => row.verdicts);
const ofQueue = (queue: object) => verdicts(edgeOf("paris", {}, queue))[0];
const ofGlobal = (refusals: Partial<Refusals>) => diagnose(fleetOf([], refusals)).problems.map(({ verdict }) => verdict);

describe("the doctor's verdict", () => {
    it("of a healthy fleet has no problem", () => {
        const diagnosis = diagnose(fleetOf([edgeOf("paris"), edgeOf("tokyo")]));
        expect(diagnosis.problems).to.deep.equal([]);
        expect(diagnosis.rows.map(({ edge, verdicts: own }) => [edge.name, own])).to.deep.equal([["paris", []], ["tokyo", []]]);
    });

    it("of an edge is by the time of its last sample", () => {
        expect(verdicts(edgeOf("paris", { lastSample: undefined, queues: [] }))).to.deep.equal([["never seen"]]);
        expect(verdicts(edgeOf("paris", { lastSample: now - 300 }))).to.deep.equal([[]]);
        expect(verdicts(edgeOf("paris", { lastSample: now - 301 }))).to.deep.equal([["absent"]]);
        expect(verdicts(edgeOf("paris", { lastSample: now + 60 }))).to.deep.equal([[]]);
        expect(verdicts(edgeOf("paris", { lastSample: now + 61 }))).to.deep.equal([["clock ahead"]]);
    });

    it("of an edge is by the time after which its global stack misses it", () => {
        const at = (seconds: number) => diagnose({ ...fleetOf([edgeOf("paris", { lastSample: now - seconds })]), absentSeconds: 60 }).rows[0].verdicts;
        expect(at(60)).to.deep.equal([]);
        expect(at(61)).to.deep.equal(["absent"]);
    });

    it("of an edge under maintenance is that, and no problem", () => {
        const queues = [queueOf("mimir", { failed: 5 }), queueOf("paris")];
        const muted = [edgeOf("paris", { muted: true, lastSample: now - 3600, queues }), edgeOf("tokyo", { muted: true, lastSample: undefined, queues: [] })];
        const { rows, problems } = diagnose(fleetOf(muted));
        expect(rows.map((row) => row.verdicts)).to.deep.equal([["muted"], ["muted"], ["muted"]]);
        expect(problems).to.deep.equal([]);
    });

    it("of an edge that is silent says no more than that: its figures are old", () => {
        expect(verdicts(edgeOf("paris", { lastSample: now - 3600, requests: 0 }, { failed: 50, shardsDesired: 20 }))).to.deep.equal([["absent"]]);
    });

    it("of an edge with so much to send that what comes is old is not that it is absent", () => {
        const late = { lastSample: now - 3600, requests: undefined };
        expect(verdicts(edgeOf("paris", late, { lagSeconds: 900 }))).to.deep.equal([["behind"]]);
        expect(verdicts(edgeOf("paris", { ...late, requests: 7 }, { lagSeconds: 900 }))).to.deep.equal([["behind"]]);
        expect(verdicts(edgeOf("paris", { ...late, requests: 0 }, { lagSeconds: 900 }))).to.deep.equal([["absent"]]);
        // The lag was short when that old sample was taken, and grows.
        expect(verdicts(edgeOf("paris", { ...late, requests: 7 }, { lagSeconds: 50, shardsDesired: 11 }))).to.deep.equal([["shards at limit"]]);
        expect(verdicts(edgeOf("paris", { ...late, requests: 0 }, { lagSeconds: 50, shardsDesired: 11 }))).to.deep.equal([["absent"]]);
    });

    it("of an edge whose samples come, and whose own user writes nothing, is that another writes under its name", () => {
        const quiet = (seconds: number, differing: Partial<Edge> = {}) => verdicts(edgeOf("paris", { lastSample: now - seconds, requests: 0, ...differing }));
        expect(quiet(74)).to.deep.equal([["claimed"]]);
        expect(quiet(75), "it may have written that itself, before the requests that are counted").to.deep.equal([[]]);
        expect(quiet(74, { requests: 1 })).to.deep.equal([[]]);
        expect(quiet(74, { requests: undefined }), "there is no gateway").to.deep.equal([[]]);
        expect(quiet(74, { listed: false }), "has no user").to.deep.equal([["unlisted"]]);
        expect(quiet(-61), "it may have written that long ago").to.deep.equal([["clock ahead"]]);
    });

    it("of a cluster that is not listed", () => {
        expect(verdicts(edgeOf("paris", { listed: false }))).to.deep.equal([["unlisted"]]);
        expect(verdicts(edgeOf("paris", { listed: false, lastSample: now - 3600 })), "nobody misses it").to.deep.equal([["unlisted"]]);
    });

    it("of a queue is by its figures", () => {
        expect(ofQueue({ lagSeconds: 120 })).to.deep.equal([]);
        expect(ofQueue({ lagSeconds: 121 })).to.deep.equal(["behind"]);
        expect(ofQueue({ lagSeconds: undefined })).to.deep.equal(["never sent"]);
        expect(ofQueue({ shardsDesired: 9.9 })).to.deep.equal([]);
        expect(ofQueue({ shardsDesired: 10 })).to.deep.equal(["shards at limit"]);
        expect(ofQueue({ failed: 0.4 })).to.deep.equal([]);
        expect(ofQueue({ failed: 1 })).to.deep.equal(["losing samples"]);
        expect(ofQueue({ dropped: 1 })).to.deep.equal(["losing samples"]);
    });

    it("of an edge whose queues are not known is by its samples alone", () => {
        expect(verdicts(edgeOf("paris", { queues: [] }))).to.deep.equal([[]]);
    });

    it("has a row for each destination, and an edge's problem once", () => {
        const queues = [queueOf("mimir", { failed: 5 }), queueOf("paris")];
        const { rows, problems } = diagnose(fleetOf([edgeOf("paris", { listed: false, queues })]));
        expect(rows.map((row) => row.verdicts)).to.deep.equal([["unlisted", "losing samples"], ["unlisted"]]);
        expect(problems.map(({ verdict }) => verdict)).to.deep.equal(["unlisted", "losing samples"]);
    });

    it("of global is by what was refused there", () => {
        for (const refusal of [{ tooOld: 1 }, { outOfOrder: 1 }, { tooOld: 1, writes: 3 }]) {
            expect(ofGlobal(refusal)).to.deep.equal(["samples refused"]);
        }
        expect(ofGlobal({ writes: 1 })).to.deep.equal(["writes refused"]);
        expect(ofGlobal({ wrongPassword: 1 })).to.deep.equal(["wrong password"]);
        expect(ofGlobal({ relay: 1 })).to.deep.equal(["relay drops"]);
        expect(ofGlobal({ writes: 0.4, wrongPassword: 0.4, tooOld: 0.4, relay: 0.4 })).to.deep.equal([]);
    });

    it("of one edge leaves out all others, and global", () => {
        const fleet = fleetOf([edgeOf("paris"), edgeOf("tokyo", { listed: false })], { wrongPassword: 9 });
        expect(diagnose(fleet, "paris")).to.deep.equal({ rows: [{ edge: fleet.edges[0], queue: fleet.edges[0].queues[0], verdicts: [] }], problems: [] });
    });
});
