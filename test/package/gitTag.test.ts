import { expect } from "chai";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "fs";
import { tmpdir } from "os";
import { join } from "path";
import { isOnPath } from "../support/helm";
import { skip } from "../support/skip";
import { run } from "./support";

const root = join(__dirname, "..", "..");

// What this does not prove: that the CLI clones a tag; from the clone on, it does the same.
describe("the component package, as the CLI installs it from a git tag", function () {
    this.timeout(600_000);
    let folder: string;

    before(function () {
        if (!isOnPath("pulumi")) {
            skip(this, "pulumi is not on PATH (https://www.pulumi.com/docs/install/)");
        }
        folder = mkdtempSync(join(tmpdir(), "multicluster-prometheus-tag-"));
        const cloned = run(folder, "git", ["clone", "--quiet", root, "tag"]);
        if (!cloned.ok) {
            skip(this, "this is no clone of the repository");
        }
    });

    after(() => folder && rmSync(folder, { recursive: true, force: true }));

    it("is built while it is installed, and gives the schema", function () {
        const tag = join(folder, "tag");
        expect(existsSync(join(tag, "bin"))).to.equal(false);
        const { ok, output } = run(folder, "sh", ["-c", "pulumi package get-schema ./tag > schema.json"], { PULUMI_SKIP_UPDATE_CHECK: "true" });
        if (!ok && /failed to download plugin|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT/.test(output)) {
            skip(this, "the npm registry or the plugins of kubernetes and random cannot be reached");
        }
        expect(ok, output).to.equal(true);
        expect(existsSync(join(tag, "bin", "components", "index.js"))).to.equal(true);
        const schema = JSON.parse(readFileSync(join(folder, "schema.json"), "utf8"));
        const golden = JSON.parse(readFileSync(join(tag, "test", "golden", "schema.json"), "utf8"));
        expect(schema.version).to.equal(JSON.parse(readFileSync(join(tag, "package.json"), "utf8")).version);
        expect(Object.keys(schema.resources)).to.have.members(Object.keys(golden.resources));
        for (const [token, { inputProperties, properties }] of Object.entries<any>(golden.resources)) {
            expect(Object.keys(schema.resources[token].inputProperties), token).to.have.members(Object.keys(inputProperties));
            expect(Object.keys(schema.resources[token].properties), token).to.have.members(Object.keys(properties));
        }
        expect(Object.keys(schema.types).sort()).to.deep.equal(Object.keys(golden.types).sort());
    });
});
