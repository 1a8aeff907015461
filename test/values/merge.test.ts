import { expect } from "chai";
import { mergeValues } from "../../components/values/merge";

describe("mergeValues", () => {
    it("merges maps key by key, later layers last", () => {
        expect(mergeValues({ a: { b: 1, c: 2 } }, { a: { c: 3 } }, { d: 4 })).to.deep.equal({ a: { b: 1, c: 3 }, d: 4 });
    });

    it("replaces lists, and a map by a scalar or the other way round", () => {
        expect(mergeValues({ a: [1, 2], b: { c: 1 }, d: 1 }, { a: [3], b: 2, d: { e: 1 } })).to.deep.equal({ a: [3], b: 2, d: { e: 1 } });
    });

    it("keeps null, which removes a default of the chart, and false and zero", () => {
        expect(mergeValues({ a: { b: 1 }, c: true, d: 1 }, { a: null, c: false, d: 0 })).to.deep.equal({ a: null, c: false, d: 0 });
    });

    it("leaves what it merges as it was, and ignores undefined", () => {
        const layer = { a: { b: 1 } };
        expect(mergeValues(layer, { a: { b: undefined, c: 2 } })).to.deep.equal({ a: { b: 1, c: 2 } });
        expect(layer).to.deep.equal({ a: { b: 1 } });
    });
});
