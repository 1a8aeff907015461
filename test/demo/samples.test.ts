import { expect } from "chai";
import { commonLabels, sampleRows } from "../../demo/samples";

const sample = (name: string, labels: Record<string, string>, value: string) => ({
    metric: { __name__: name, cluster: "edge", ...labels },
    value: [0, value] as [number, string],
});

describe("the demo's samples", () => {
    it("are shown with the labels by which they differ, in order", () => {
        const samples = [
            sample("apache_workers", { pod: "a", state: "idle" }, "74"),
            sample("apache_up", { pod: "a" }, "1"),
            sample("apache_workers", { pod: "a", state: "busy" }, "1"),
        ];
        expect(sampleRows(samples)).to.deep.equal([
            ["metric", "labels", "value"],
            ["apache_up", "", "1"],
            ["apache_workers", 'state="busy"', "1"],
            ["apache_workers", 'state="idle"', "74"],
        ]);
        expect(commonLabels(samples)).to.deep.equal({ cluster: "edge", pod: "a" });
        expect(commonLabels([])).to.deep.equal({});
    });
});
