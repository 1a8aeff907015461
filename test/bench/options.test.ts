import { expect } from "chai";
import { parseOptions } from "../../bench/options";

describe("the command line of the benchmarks", () => {
    const parse = (...args: string[]) => parseOptions(args, ["receive", "fleet"]);

    it("names benchmarks, and how they run", () => {
        expect(parse()).to.deep.equal({ names: [], quick: false, json: false, help: false });
        expect(parse("fleet", "--rounds", "2", "receive", "--quick", "--json")).to.deep.equal({ names: ["fleet", "receive"], rounds: 2, quick: true, json: true, help: false });
    });

    it("is refused with what is right", () => {
        expect(() => parse("speed")).to.throw('"speed" is not a benchmark: give one of receive, fleet');
        for (const rounds of ["0", "1.5", "many"]) {
            expect(() => parse("--rounds", rounds)).to.throw(`--rounds ${rounds} is not a count: give a whole number from 1`);
        }
        expect(() => parse("--fast")).to.throw("Unknown option '--fast'");
    });
});
