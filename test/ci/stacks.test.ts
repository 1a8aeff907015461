import { expect } from "chai";
import { execFileSync, spawnSync } from "child_process";
import { readFileSync, rmSync, writeFileSync } from "fs";
import { join, resolve } from "path";
import { commandOf } from "../../scripts/ci/previewStacks";
import { releaseProblems } from "../../scripts/ci/releaseCheck";
import { keep, kept, resultOf } from "../../scripts/ci/result";
import { upStacks } from "../../scripts/ci/upStacks";
import { matrices, removedStacks, stacksIn } from "../../scripts/ci/stacks";
import { inTemporaryFolder } from "../support/helm";
import { errorOf } from "../support/program";
import { withProject } from "../support/project";

const root = resolve(__dirname, "..", "..");
const stackFile = (role: string) => `config:\n  multicluster-prometheus:role: ${role}\n`;

describe("the stacks that a workflow runs", () => {
    it("are those with a file, by role", () => {
        inTemporaryFolder((folder) => {
            const files = { "Pulumi.yaml": "name: a\n", "PulumiPlugin.yaml": "", "Pulumi.global.yaml": stackFile("global"), "Pulumi.edge-tokyo.yaml": stackFile("edge"), "Pulumi.edge-paris.yaml": stackFile("edge") };
            Object.entries(files).forEach(([name, text]) => writeFileSync(join(folder, name), text));
            const stacks = stacksIn(folder);
            expect(stacks).to.deep.equal([
                { name: "edge-paris", role: "edge" },
                { name: "edge-tokyo", role: "edge" },
                { name: "global", role: "global" },
            ]);
            const others = 'globals=["global"]\nedges=["edge-paris","edge-tokyo"]\n';
            expect(matrices(stacks)).to.equal(`stacks=["edge-paris","edge-tokyo","global"]\nmanifests=["edge-paris","edge-tokyo","global"]\n${others}`);
            expect(matrices(stacks, ["edge-rome"])).to.equal(`stacks=["edge-paris","edge-tokyo","global"]\nmanifests=["edge-paris","edge-rome","edge-tokyo","global"]\n${others}`);
        });
    });

    it("are those whose file is removed, too, where manifests are compared", () =>
        withProject({ "Pulumi.edge-rome.yaml": stackFile("edge"), "Pulumi.global.yaml": stackFile("global"), "PulumiPlugin.yaml": "", "a/Pulumi.other.yaml": "" }, async (folder) => {
            const git = (...args: string[]) => execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test@example.com", ...args], { cwd: folder });
            git("init", "--quiet", "--initial-branch", "main");
            git("add", "*.yaml");
            git("commit", "--quiet", "--message", "Base");
            rmSync(join(folder, "Pulumi.edge-rome.yaml"));
            writeFileSync(join(folder, "Pulumi.edge-oslo.yaml"), stackFile("edge"));
            expect(await removedStacks(folder, stacksIn(folder), "HEAD")).to.deep.equal(["edge-rome"]);
            expect(await removedStacks(folder, stacksIn(folder))).to.deep.equal(["edge-rome"]);
            expect((await errorOf(removedStacks(folder, [], "none"))).message).to.match(/^--base none is no commit, branch or tag here/);
            const script = spawnSync(process.execPath, ["-r", join(root, "node_modules", "ts-node", "register", "transpile-only"), join(root, "scripts", "ci", "matrix.ts"), "--base", "main"], {
                cwd: folder,
                encoding: "utf8",
                env: { ...process.env, TS_NODE_PROJECT: join(root, "tsconfig.json") },
            });
            expect(script.stdout).to.contain('manifests=["edge-oslo","edge-rome","global"]\n');
        }));

    it("each have a role", () => {
        inTemporaryFolder((folder) => {
            writeFileSync(join(folder, "Pulumi.x.yaml"), "config: {}\n");
            expect(() => stacksIn(folder)).to.throw("Pulumi.x.yaml has the role undefined; set it: pulumi config set role edge --stack x   # or global");
            writeFileSync(join(folder, "Pulumi.x.yaml"), "");
            expect(() => stacksIn(folder)).to.throw("has the role undefined");
        });
    });
});

describe("a look at a stack", () => {
    it("runs these commands", () => {
        expect(commandOf("preview", "edge", "abc")).to.deep.equal([
            "pulumi",
            ["preview", "--stack", "edge", "--policy-pack", "policy", "--non-interactive", "--color", "never", "--suppress-progress", "--suppress-outputs"],
        ]);
        expect(commandOf("manifests", "edge", "abc")).to.deep.equal([
            process.execPath,
            ["--require", "ts-node/register/transpile-only", "cli/main.ts", "diff", "--stack", "edge", "--markdown", "--base", "abc"],
        ]);
        expect(commandOf("manifests", "edge", undefined)[1]).not.to.contain("--base");
    });

    it("tells by the exit status what came of it", () => {
        const ending = (status: number | "missing" | "timeout") => ({ status, stdout: "out\n", stderr: "err\n" });
        const of = (look: "preview" | "manifests", status: number | "missing" | "timeout") => {
            const { outcome, text } = resultOf("edge", look, ending(status));
            return [outcome, text];
        };
        expect(of("preview", 0)).to.deep.equal(["passed", "out"]);
        expect(of("preview", 1)).to.deep.equal(["failed", "out\n\nerr\n\nIt ended with the status 1."]);
        expect(of("manifests", 0)).to.deep.equal(["unchanged", "out"]);
        expect(of("manifests", 1)).to.deep.equal(["changed", "out"]);
        expect(of("manifests", 2)).to.deep.equal(["failed", "out\n\nerr\n\nIt ended with the status 2."]);
        expect(of("preview", "missing")).to.deep.equal(["failed", "out\n\nerr\n\nThe program cannot be started."]);
        expect(of("preview", "timeout")).to.deep.equal(["failed", "out\n\nerr\n\nIt was not done in time."]);
    });

    it("is kept in a file that the comment is made from", () => {
        inTemporaryFolder((folder) => {
            const results = (["manifests", "preview"] as const).map((look) => ({ stack: "edge", look, outcome: "failed" as const, text: "why" }));
            [...results].reverse().forEach((result) => keep(join(folder, "new"), result));
            expect(kept(join(folder, "new"))).to.deep.equal(results);
            expect(() => kept("nowhere")).to.throw("The folder nowhere has no results; make them: npm run preview:stacks -- --out nowhere");
        });
    });
});

describe("an update of all stacks", () => {
    const stacks = [
        { name: "a", role: "edge" as const },
        { name: "b", role: "edge" as const },
        { name: "c", role: "edge" as const },
        { name: "global", role: "global" as const },
    ];

    /** Starts and ends of updates, in their order, and what failed. */
    async function updated(parallel: number, failing: string[] = []): Promise<{ events: string[]; failed: string[] }> {
        const events: string[] = [];
        const failed = await upStacks(stacks, parallel, async (name) => {
            events.push(`+${name}`);
            await new Promise((resolve) => setTimeout(resolve, 5));
            events.push(`-${name}`);
            return !failing.includes(name);
        });
        return { events, failed };
    }

    it("takes global stacks first, then edges, so many at a time", async () => {
        expect((await updated(2)).events.join(" ")).to.equal("+global -global +a +b -a +c -b -c");
        expect((await updated(1)).events.join(" ")).to.equal("+global -global +a -a +b -b +c -c");
    });

    it("goes on without an edge that failed, and not without a global stack", async () => {
        expect(await updated(1, ["b", "a"])).to.deep.include({ failed: ["a", "b"] });
        expect((await updated(1, ["a"])).events).to.include("-c");
        expect(await updated(2, ["global"])).to.deep.equal({ events: ["+global", "-global"], failed: ["global"] });
    });
});

describe("a release", () => {
    const changelog = "# Changelog\n\n## 1.2.3\n\n* x\n";

    it("has a tag, a chapter of the changelog and a repository that fit", () => {
        const repository = { url: "git+https://github.com/owner/name.git" };
        expect(releaseProblems("v1.2.3", { version: "1.2.3", repository }, changelog, "owner/name")).to.deep.equal([]);
    });

    it("says each thing that does not", () => {
        expect(releaseProblems("v1.2.4", { version: "1.2.2" }, changelog, "owner/name")).to.deep.equal([
            "The tag is v1.2.4, and package.json has the version 1.2.2: set the version, or tag v1.2.2",
            'CHANGELOG.md has no "## 1.2.2": rename "## Unreleased" to it',
            "package.json has no repository: the project has no public address yet, and npm proves where a package is from by it: npm pkg set repository.url=git+https://github.com/owner/name.git",
        ]);
        const repository = "git+https://github.com/else/name.git";
        const of = (given: string | undefined, manifest: object) => releaseProblems("v1.2.3", { version: "1.2.3", ...manifest }, changelog, given);
        expect(of("owner/name", { repository })).to.deep.equal([`package.json has the repository ${repository}, and npm proves where a package is from by it: npm pkg set repository.url=git+https://github.com/owner/name.git`]);
        expect(of(undefined, { repository })).to.deep.equal([]);
        expect(of(undefined, {})[0]).to.match(/repository\.url=git\+https:\/\/github\.com\/OWNER\/NAME\.git$/);
    });

    it("is not possible of this package yet, which the documents say", () => {
        const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
        const problems = releaseProblems(`v${manifest.version}`, manifest, `\n## ${manifest.version}\n`, "owner/name");
        expect(problems).to.have.length(1);
        expect(readFileSync(join(root, "docs", "ci.md"), "utf8")).to.contain("This project has no public address yet, so package.json has no `repository`");
    });
});
