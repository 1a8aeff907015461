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

    for (const [name, host] of [
        ["two-clusters", "pulumi-language-nodejs"],
        ["two-clusters-yaml", "pulumi-language-yaml"],
    ]) {
        it(`in ${name} makes the same resources as in any language`, function () {
            const missing = ["pulumi", host].find((command) => !isOnPath(command));
            if (missing) {
                skip(this, `${missing} is not on PATH (https://www.pulumi.com/docs/install/)`);
            }
            const found = findChart();
            const chart = "chart" in found ? found.chart : skip(this, found.missing);
            const { ok, output } = preview(join(examples, name), folder, { chart });
            expect(ok, output).to.equal(true);
            expect(output).to.match(/\+ 18 to create/);
        });
    }
});
