import { expect } from "chai";
import { parseOptions } from "../../../cli/size/options";

describe("the command line of size", () => {
    const parse = (line: string) => parseOptions(line.split(" "));

    it("needs two counts, and has the defaults of the components", () => {
        expect(parse("--edges 200 --series-per-edge 40000")).to.deep.equal({
            fleet: { edges: 200, seriesPerEdge: 40_000, scrapeSeconds: 30, retentionSeconds: 864_000, toleranceSeconds: 28_800 },
            scrapeInterval: "30s",
            retention: "10d",
            outageTolerance: "8h",
            json: false,
        });
        const all = parse("--edges 1 --series-per-edge 2 --scrape-interval 1m --retention 1w --outage-tolerance 90m --receiver thanos --json");
        expect(all).to.deep.equal({
            fleet: { edges: 1, seriesPerEdge: 2, scrapeSeconds: 60, retentionSeconds: 604_800, toleranceSeconds: 5400, receiver: "thanos" },
            scrapeInterval: "1m",
            retention: "1w",
            outageTolerance: "90m",
            json: true,
        });
    });

    it("is refused with what is right", () => {
        const problems: [line: string, message: string][] = [
            ["--series-per-edge 40000", "--edges is missing: give a whole number, such as --edges 200"],
            ["--edges 200", "--series-per-edge is missing: give a whole number, such as --series-per-edge 40000"],
            ["--edges 0 --series-per-edge 1", "--edges 0 is not a count: give a whole number from 1, such as 200"],
            ["--edges 2 --series-per-edge 40k", "--series-per-edge 40k is not a count: give a whole number from 1, such as 40000"],
            ["--edges 2 --series-per-edge 1 --retention 10", "--retention 10 is not a duration: give one such as 30s, 8h or 10d"],
            ["--edges 2 --series-per-edge 1 --scrape-interval 0s", "--scrape-interval 0s is not a duration: give one such as 30s, 8h or 10d"],
            ["--edges 2 --series-per-edge 1 --receiver mimir", "--receiver mimir is not a receiver: give prometheus or thanos"],
            ["--serie-per-edge 1", "--serie-per-edge is not an option of size: --series-per-edge was meant. The options are listed by: npx multicluster-prometheus size --help"],
        ];
        for (const [line, message] of problems) {
            expect(() => parse(line), line).to.throw(message);
        }
    });
});
