import { expect } from "chai";
import * as fs from "fs";
import * as path from "path";
import { parse } from "yaml";
import chartKeyIndex from "../../components/values/chartKeyIndex.json";
import thanosKeyIndex from "../../components/values/thanosKeyIndex.json";
import { unknownChartKeys, unknownThanosKeys } from "../../components/values/chartKeys";
import { indexChart, withChartFolder } from "../../scripts/index-chart-values";
import { findChart, findThanosChart } from "../support/helm";
import { skip } from "../support/skip";

/** The chart's and its subcharts' own values files, each with the key its values belong under. */
function valuesFiles(folder: string): { file: string; under: string }[] {
    const subcharts = fs.readdirSync(path.join(folder, "charts")).map(name => ({ at: path.join(folder, "charts", name), under: name }));
    return [{ at: folder, under: "" }, ...subcharts].flatMap(({ at, under }) => {
        const ci = path.join(at, "ci");
        const examples = fs.existsSync(ci) ? fs.readdirSync(ci).filter(name => name.endsWith(".yaml")) : [];
        return [path.join(at, "values.yaml"), ...examples.map(name => path.join(ci, name))].map(file => ({ file, under }));
    });
}

// What this does not prove: that each key in the index has an effect.
describe("chartKeyIndex.json and the chart it was made from", () => {
    let source: string;

    before(function () {
        this.timeout(60_000);
        const found = findChart();
        source = "chart" in found ? found.chart : skip(this, found.missing);
    });

    it("is what scripts/index-chart-values.ts makes of the chart", () => {
        expect(withChartFolder(source, indexChart)).to.deep.equal(chartKeyIndex);
    });

    it("knows each key in the values files that the chart and its subcharts come with", () => {
        withChartFolder(source, folder => {
            const files = valuesFiles(folder);
            // Six charts. The published archive lacks the ci/ folders; the chart's source has them.
            expect(files.length).to.be.at.least(6);
            for (const { file, under } of files) {
                const values = parse(fs.readFileSync(file, "utf8"));
                expect(unknownChartKeys(under === "" ? values : { [under]: values }), file).to.deep.equal([]);
            }
        });
    });
});

describe("thanosKeyIndex.json and the chart it was made from", () => {
    let source: string;

    before(function () {
        this.timeout(60_000);
        const found = findThanosChart();
        source = "chart" in found ? found.chart : skip(this, found.missing);
    });

    it("is what scripts/index-chart-values.ts makes of the chart, and knows each of its values", () => {
        withChartFolder(source, folder => {
            expect(indexChart(folder)).to.deep.equal(thanosKeyIndex);
            expect(unknownThanosKeys(parse(fs.readFileSync(path.join(folder, "values.yaml"), "utf8")))).to.deep.equal([]);
        });
    });
});
