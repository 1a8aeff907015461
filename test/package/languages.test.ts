import { expect } from "chai";
import { mkdtempSync, rmSync } from "fs";
import { tmpdir } from "os";
import { join } from "path";
import { findChart, isOnPath } from "../support/helm";
import { skip } from "../support/skip";
import { preview } from "./support";

const examples = join(__dirname, "..", "..", "examples");

// What this does not prove: that an SDK is made for each language, which takes minutes; docs/packages.md says what was tried.
describe("the example of two clusters, previewed by the real CLI", function () {
    this.timeout(300_000);
    let folder: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "multicluster-prometheus-languages-"));
    });

    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    /** What a program makes, but its own providers, which each names as it likes. */
    function made(test: Mocha.Context, name: string, host: string): string[] {
        const missing = ["pulumi", host].find((command) => !isOnPath(command));
        if (missing) {
            skip(test, `${missing} is not on PATH (https://www.pulumi.com/docs/install/)`);
        }
        const found = findChart();
        const chart = "chart" in found ? found.chart : skip(test, found.missing);
        const { ok, output } = preview(join(examples, name), join(folder, name), { chart });
        expect(ok, output).to.equal(true);
        const lines = [...output.matchAll(/^ \+ +(\S+ \S+) create/gm)].map(([, resource]) => resource);
        return [...new Set(lines)].filter((line) => !line.startsWith("pulumi:")).sort();
    }

    it("is the same in YAML as in TypeScript", function () {
        const yaml = made(this, "two-clusters-yaml", "pulumi-language-yaml");
        expect(yaml).to.include.members([
            "kubernetes:helm.sh/v3:Release global",
            "kubernetes:helm.sh/v3:Release paris",
            "kubernetes:core/v1:Secret paris-remote-write",
            "multicluster-prometheus:index:EdgePrometheus paris",
            "multicluster-prometheus:index:GlobalPrometheus global",
        ]);
        expect(yaml).to.deep.equal(made(this, "two-clusters", "pulumi-language-nodejs"));
    });
});
