import { expect } from "chai";
import { readFileSync } from "fs";
import { join } from "path";
import { benchmarks } from "../../bench/benchmarks";
import { benchmarkText, withBenchmark } from "../../bench/document";

describe("the document of the benchmarks", () => {
    const table = { text: "Two ways.", columns: ["Way", "Seconds"], rows: [["a", "1"], ["b", "2"]] };

    it("has a benchmark's conditions and tables between its marks, and keeps the rest", () => {
        const before = "# Performance\n\n<!-- bench:one -->\nold\n<!-- /bench:one -->\nwords\n<!-- bench:two -->\nother\n<!-- /bench:two -->\n";
        const text = benchmarkText("Measured today.", [table, table]);
        const lines = "Two ways.\n\n| Way | Seconds |\n|---|---|\n| a | 1 |\n| b | 2 |";
        expect(text).to.equal(`Measured today.\n\n${lines}\n\n${lines}`);
        expect(withBenchmark(before, "one", text)).to.equal(before.replace("old", text));
        expect(withBenchmark(withBenchmark(before, "one", text), "one", "old")).to.equal(before);
    });

    it("says where marks are missing", () => {
        expect(() => withBenchmark("<!-- bench:one -->\n", "one", "")).to.throw(
            "docs/performance.md has no place for one: put the lines <!-- bench:one --> and <!-- /bench:one --> where its figures belong",
        );
    });

    it("has a place for each benchmark, and for nothing else", () => {
        const document = readFileSync(join(__dirname, "..", "..", "docs", "performance.md"), "utf8");
        const places = [...document.matchAll(/^<!-- bench:(.+) -->$/gm)].map(([, name]) => name);
        expect(places.sort()).to.deep.equal(benchmarks.map(({ name }) => name).sort());
        for (const name of places) {
            expect(withBenchmark(document, name, "figures")).to.contain(`<!-- bench:${name} -->\nfigures\n<!-- /bench:${name} -->`);
        }
    });
});
