import { expect } from "chai";
import { execFileSync } from "child_process";
import { rmSync } from "fs";
import { join } from "path";
import { diff } from "../../../cli/diff/diff";
import { withProject, writeFiles } from "../../support/project";

const index = `const pulumi = require("@pulumi/pulumi");
const { ConfigMap, Service } = require("@pulumi/kubernetes").core.v1;
const config = new pulumi.Config();
new ConfigMap("m", { metadata: { name: "m" }, data: { a: config.require("a") } });
config.getSecret("token");
if (config.get("open")) new Service("s", { metadata: { name: "s" }, spec: { type: "LoadBalancer", ports: [{ port: 80 }] } });`;
const set = (settings: Record<string, string>) => `config:\n${Object.entries(settings).map(([key, value]) => `  sample:${key}: ${value}\n`).join("")}`;

/** What a command writes and returns in a folder; what it throws, as its words. */
async function inFolder(folder: string, command: () => Promise<number>): Promise<{ status: number; stdout: string; stderr: string }> {
    const written = { stdout: "", stderr: "" };
    const outside = process.cwd();
    const restore = (["stdout", "stderr"] as const).map((name) => {
        const { write } = process[name];
        process[name].write = (text: string | Uint8Array) => ((written[name] += text), true);
        return () => (process[name].write = write);
    });
    process.chdir(folder);
    try {
        return { status: await command(), ...written };
    } catch (error) {
        return { status: 2, stdout: written.stdout, stderr: (error as Error).message };
    } finally {
        process.chdir(outside);
        restore.forEach((back) => back());
    }
}

describe("the command diff", () => {

    /** Runs it in a project whose base and working tree have these stacks. */
    const run = (base: Record<string, string>, now: Record<string, string>, args: string[], programOfBase = index) =>
        withProject({ "index.js": programOfBase, ".gitignore": "node_modules\n" }, async (folder) => {
            const git = (...command: string[]) => execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test@example.com", ...command], { cwd: folder });
            const files = (stacks: Record<string, string>) => Object.fromEntries(Object.entries(stacks).map(([stack, text]) => [`Pulumi.${stack}.yaml`, text]));
            writeFiles(folder, files(base));
            git("init", "--quiet", "--initial-branch", "main");
            git("add", ".");
            git("commit", "--quiet", "--message", "Base");
            Object.keys(files(base)).forEach((file) => rmSync(join(folder, file)));
            writeFiles(folder, { "index.js": index, ...files(now) });
            const { status, stdout, stderr } = await inFolder(folder, () => diff.run(args));
            return { status, stdout: stdout.replace(/[0-9a-f]{7} \(/g, "COMMIT ("), stderr };
        });

    it("goes on where the base's program fails for a stack, tells why, and ends with 2", async () => {
        const base = { one: set({ a: "x" }), two: set({ b: "x" }) };
        const now = { one: set({ a: "y" }), two: set({ a: "x" }) };
        const { status, stdout, stderr } = await run(base, now, ["--stack", "*", "--words"]);
        expect(status).to.equal(2);
        expect(stdout).to.match(/^Stack one: 1 objects change, and 1 are there then$/m);
        expect(stdout).to.match(/^Stack two: cannot be compared: In COMMIT \(merge base with main\): The program of stack "two" cannot be run: Missing required configuration variable 'sample:a'/m);
        expect(stderr).to.match(/^Stack two cannot be compared: In [0-9a-f]{7} /);
    });

    it("says only why where it fails for all", async () => {
        const { status, stdout, stderr } = await run({ one: set({ a: "x" }) }, { one: set({ a: "x" }) }, ["--stack", "*"], "nonsense(");
        expect([status, stdout]).to.deep.equal([2, ""]);
        expect(stderr).to.match(/^In [0-9a-f]{7} \(merge base with main\): The program of stack "one" cannot be run: /);
    });

    it("tells a stack whose file is removed, one that is new, and what is encrypted anew", async () => {
        const base = { gone: set({ a: "x" }), kept: set({ a: "x", token: "{secure: v1:first}" }) };
        const now = { fresh: set({ a: "x", open: "yes" }), kept: set({ a: "x", token: "{secure: v1:second}" }) };
        const { status, stdout } = await run(base, now, ["--stack", "*"]);
        expect(status).to.equal(1);
        expect(stdout).to.equal(
            [
                "Against COMMIT (merge base with main)",
                "Stack fresh: a new stack of 2 objects",
                "  widens exposure:\n    Service s: a Service of type LoadBalancer, with port 80",
                "  + 1 ConfigMap, 1 Service",
                'Stack gone: its file is removed; its cluster keeps what is deployed, 1 objects, until "pulumi destroy"',
                "Stack kept: no object changes",
                "  ~ encrypted value of sample:token: another, which is not shown",
                "  stand-in: sample:token: encrypted\n",
            ].join("\n\n"),
        );
    });

    it("folds the objects of a new stack in a comment", async () => {
        const { stdout } = await run({}, { fresh: set({ a: "x", open: "yes" }) }, ["--stack", "fresh", "--markdown"]);
        expect(stdout).to.contain("### Stack fresh: a new stack of 2 objects\n\n- ⚠️ **widens exposure**: Service s: a Service of type LoadBalancer, with port 80\n\n<details><summary>1 ConfigMap, 1 Service</summary>\n\n- ConfigMap m\n- Service s\n\n</details>\n");
    });
});
