import { expect } from "chai";
import { existsSync, readFileSync, writeFileSync } from "fs";
import { join } from "path";
import { CannotTell } from "../../../cli/errors";
import { writeObjects } from "../../../cli/render/folder";
import { matchingStacks } from "../../../cli/stacks";
import { releaseObjects } from "../../../render/objects";
import { readProject } from "../../../render/project";
import { withProject } from "../../support/project";

const release = { name: "edge", inputs: {}, secrets: [], provider: "" };
const service = (name: string) => releaseObjects(release, [`apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\n`])[0];

describe("the folder of a render", () => {
    it("has a file for each object, and none of an earlier render's that are gone; others stay", () =>
        withProject({}, async (folder) => {
            writeObjects(folder, [service("a"), service("b")]);
            writeFileSync(join(folder, "Service", "mine.yaml"), "");
            writeObjects(folder, [service("b")]);
            expect(["a", "b", "mine"].map((name) => existsSync(join(folder, "Service", `${name}.yaml`)))).to.deep.equal([false, true, true]);
            expect(readFileSync(join(folder, "Service", "b.yaml"), "utf8")).to.equal("# Release edge\napiVersion: v1\nkind: Service\nmetadata:\n  name: b\n");
            expect(readFileSync(join(folder, "objects.txt"), "utf8")).to.equal("Service/b.yaml\n");
        }));
});

describe("a folder that cannot be written", () => {
    it("is told, and not tried for ever", () =>
        withProject({ file: "" }, async (folder) => {
            expect(() => writeObjects(join(folder, "file"), [])).to.throw(CannotTell, /^--out .*file is a file: name a folder$/);
            expect(() => writeObjects(join(folder, "file", "below"), [])).to.throw(CannotTell, /is a file: name a folder$|cannot be written: ENOTDIR/);
            expect(() => writeObjects("/proc/none/below", [])).to.throw(CannotTell, "--out /proc/none cannot be written: ENOENT");
        }));
});

describe("the stacks that a command means", () => {
    it("are found by name or pattern, or it says which there are", () =>
        withProject({ "Pulumi.edge-a.yaml": "", "Pulumi.edge-b.yaml": "", "Pulumi.global.yaml": "" }, async (folder) => {
            const project = readProject(folder);
            expect(matchingStacks(project, "edge-*")).to.deep.equal(["edge-a", "edge-b"]);
            expect(matchingStacks(project, "edge-?")).to.deep.equal(["edge-a", "edge-b"]);
            expect(matchingStacks(project, "organization/sample/global")).to.deep.equal(["global"]);
            expect(() => matchingStacks(project, "globl")).to.throw(`No file Pulumi.<stack>.yaml in ${folder} is that of --stack globl: "global" was meant`);
            expect(() => matchingStacks(project, "x*")).to.throw("is that of --stack x*: there are edge-a, edge-b, global");
        }));
});
