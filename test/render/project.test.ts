import { expect } from "chai";
import { join } from "path";
import { hasStack, readProject, readStackConfig, stackNames } from "../../render/project";
import { withProject } from "../support/project";

describe("reading a Pulumi project", () => {
    it("reads the program's place, the stacks and their configuration with the project's defaults", () =>
        withProject(
            {
                "Pulumi.yaml": "name: sample\nruntime: {name: nodejs, options: {tsconfig: tsconfig.program.json}}\nmain: src/\nconfig:\n  size: {type: integer, default: 3}\n  plain: text\n  other:key: {value: x}\n  none: {type: string}\n",
                "Pulumi.b.yaml": "config:\n  sample:size: 4\n  sample:list: [1, {name: two}]\n",
                "Pulumi.a.yaml": "encryptionsalt: v1\n",
            },
            async (folder) => {
                const project = readProject(folder);
                expect([project.name, project.main, project.typescript]).to.deep.equal(["sample", join(folder, "src/"), { tsconfig: "tsconfig.program.json" }]);
                expect(stackNames(project)).to.deep.equal(["a", "b"]);
                expect([hasStack(project, "organization/sample/a"), hasStack(project, "c")]).to.deep.equal([true, false]);
                expect(readStackConfig(project, "a").texts).to.deep.equal({ "sample:size": "3", "sample:plain": "text", "other:key": "x" });
                expect(readStackConfig(project, "b").texts).to.include({ "sample:size": "4", "sample:list": '[1,{"name":"two"}]' });
            },
        ));

    it("puts texts in place of what is encrypted, and names it", () =>
        withProject({ "Pulumi.a.yaml": "config:\n  sample:token: {secure: v1:abc}\n  sample:values: {list: [{password: {secure: v1:def}}], open: 1}\nenvironment: [production]\n" }, async (folder) => {
            expect(readStackConfig(readProject(folder), "a")).to.deep.equal({
                texts: { "sample:token": "[encrypted: sample:token]", "sample:values": '{"list":[{"password":"[encrypted: sample:values.list[0].password]"}],"open":1}' },
                secretKeys: ["sample:token", "sample:values"],
                encrypted: { "sample:token": "v1:abc", "sample:values.list[0].password": "v1:def" },
                environments: ["production"],
            });
        }));

    it("says what is wrong with a folder", async () => {
        expect(() => readProject("/nowhere")).to.throw("There is no Pulumi.yaml in /nowhere: run the command in the folder of a Pulumi project");
        await withProject({ "Pulumi.yaml": "name: sample\nruntime: python\n" }, async (folder) => {
            expect(() => readProject(folder)).to.throw(`${folder}/Pulumi.yaml says the runtime "python": only programs of nodejs can be run here`);
        });
    });
});
