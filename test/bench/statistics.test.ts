import { expect } from "chai";
import { formatNumber, formatSpread, median, quantile, ratios } from "../../bench/support/statistics";

describe("the statistics of the benchmarks", () => {
    it("find the middle and the rank of values", () => {
        expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([7])]).to.deep.equal([2, 2.5, 7]);
        const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
        expect([quantile(hundred, 0.5), quantile(hundred, 0.99), quantile([5], 0.99)]).to.deep.equal([51, 100, 5]);
    });

    it("compare round by round, and show the spread", () => {
        expect(ratios([1, 4], [2, 2])).to.deep.equal([0.5, 2]);
        expect(formatSpread([0.5, 2, 1], (value) => value.toFixed(1))).to.equal("1.0 (0.5 to 2.0)");
        expect(formatSpread([1234.5])).to.equal("1,230");
        expect([formatNumber(0.012345), formatNumber(331_900)]).to.deep.equal(["0.0123", "332,000"]);
    });
});
