import { expect } from "chai";
import { spawnSync } from "child_process";
import { readdirSync, readFileSync } from "fs";
import { join, resolve } from "path";
import { parse } from "yaml";
import { isOnPath } from "../support/helm";
import { skip } from "../support/skip";

const root = resolve(__dirname, "..", "..");
const folder = join(root, ".github", "workflows");
const files = readdirSync(folder);
const textOf = (file: string) => readFileSync(join(folder, file), "utf8");
const workflowOf = (file: string) => parse(textOf(file));
const jobsOf = (file: string): [name: string, job: any][] => Object.entries(workflowOf(file).jobs);
const scripts: Record<string, string> = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).scripts;

describe("the workflows", () => {
    it("are these", () => {
        expect(files.sort()).to.deep.equal(["ci.yml", "preview.yml", "release.yml", "up.yml"]);
    });

    for (const file of files) {
        describe(file, () => {
            it("pins each action by its commit, and says which version that is", () => {
                const uses = textOf(file).match(/^.*\buses:.*$/gm) ?? [];
                expect(uses).not.to.have.length(0);
                for (const line of uses) {
                    expect(line).to.match(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
                }
            });

            it("gives each job the rights it needs, and the workflow none", () => {
                expect(workflowOf(file).permissions).to.deep.equal({});
                const more: Record<string, object> = {
                    "preview.yml comment": { contents: "read", "pull-requests": "write" },
                    "release.yml publish": { contents: "read", "id-token": "write" },
                };
                for (const [name, job] of jobsOf(file)) {
                    expect(job.permissions, name).to.deep.equal(more[`${file} ${name}`] ?? { contents: "read" });
                    expect(job["timeout-minutes"], name).to.be.a("number");
                }
            });

            it("does not run others' code with its own rights", () => {
                expect(textOf(file)).not.to.match(/pull_request_target|workflow_run/);
                for (const [name, job] of jobsOf(file)) {
                    for (const step of job.steps) {
                        expect(step.run ?? "", `${name}: a text from outside would be run as a command`).not.to.contain("${{");
                        if (step.uses?.startsWith("actions/checkout@")) {
                            expect(step.with["persist-credentials"], name).to.equal(false);
                        }
                    }
                }
            });

            it("calls npm scripts that are there", () => {
                const called = [...textOf(file).matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name]) => name);
                expect(Object.keys(scripts)).to.include.members(called);
            });
        });
    }

    it("have secrets only in jobs with an environment, and in pull requests never for forks", () => {
        const withSecrets = files.flatMap((file) => jobsOf(file).filter(([, job]) => JSON.stringify(job).includes("secrets.")).map(([name, job]) => ({ file, name, job })));
        expect(withSecrets.map(({ file, name }) => `${file} ${name}`)).to.deep.equal(["preview.yml preview", "up.yml globals", "up.yml edges"]);
        for (const { file, name, job } of withSecrets) {
            expect(JSON.stringify(job.environment), name).to.match(/(preview|up)-\$\{\{ matrix\.stack \}\}/);
            if (file === "preview.yml") {
                expect(job.if, name).to.contain("github.event.pull_request.head.repo.full_name == github.repository");
            }
        }
    });

    it("compare the manifests of a stack whose file is removed, and preview only those that have one", () => {
        const { stacks, manifests, preview, comment } = workflowOf("preview.yml").jobs;
        const { run, env } = stacks.steps.find(({ id }: any) => id === "matrix");
        expect([run, env]).to.deep.equal(['npm run --silent ci:matrix -- --base "$BASE" >> "$GITHUB_OUTPUT"', { BASE: "${{ github.event.pull_request.base.sha }}" }]);
        expect(manifests.strategy.matrix.stack).to.equal("${{ fromJSON(needs.stacks.outputs.manifests) }}");
        expect(preview.strategy.matrix.stack).to.equal("${{ fromJSON(needs.stacks.outputs.stacks) }}");
        expect([manifests.if, comment.if].map((text) => text.includes("needs.stacks.outputs.manifests != '[]'"))).to.deep.equal([true, true]);
    });

    it("update global stacks before edges, and cancel no update", () => {
        const up = workflowOf("up.yml");
        expect(up.concurrency).to.deep.equal({ group: "up", "cancel-in-progress": false });
        expect(up.jobs.edges.needs).to.include("globals");
        expect(up.jobs.edges.strategy["fail-fast"]).to.equal(false);
        expect(up.jobs.edges.if).to.contain("!failure()");
        expect(workflowOf("release.yml").concurrency["cancel-in-progress"]).to.equal(false);
    });

    it("are right, says actionlint", function () {
        if (!isOnPath("actionlint")) {
            skip(this, "actionlint is not on PATH (go install github.com/rhysd/actionlint/cmd/actionlint@v1.7.12)");
        }
        const { status, stdout, stderr } = spawnSync("actionlint", ["-no-color", ...files.map((file) => join(folder, file))], { encoding: "utf8" });
        expect(status, stdout + stderr).to.equal(0);
    });
});

describe("docs/ci.md", () => {
    const text = readFileSync(join(root, "docs", "ci.md"), "utf8");
    const blocks = (language: string) => [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map(([, code]) => code);

    it("names each workflow, and npm scripts and options that are there", () => {
        expect([...text.matchAll(/^\| `(\w+\.yml)` \|/gm)].map(([, file]) => file).sort()).to.deep.equal(files.sort());
        expect(Object.keys(scripts)).to.include.members([...text.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name));
    });

    it("has a pipeline for GitLab, whose jobs run what the workflows run", () => {
        const [pipeline] = blocks("yaml").map((code) => parse(code));
        expect(Object.keys(pipeline)).to.deep.equal(["preview", "up"]);
        expect([...pipeline.preview.script, ...pipeline.preview.after_script]).to.deep.equal([
            "npm ci",
            'npm run preview:stacks -- --base "$CI_MERGE_REQUEST_DIFF_BASE_SHA"',
            "npm run preview:comment -- --post",
        ]);
        expect(pipeline.up).to.deep.include({ resource_group: "up", interruptible: false, script: ["npm ci", "npm run up:stacks"] });
    });

    it("has a line for Jenkins that comments on a failed preview, too, and fails then", () => {
        const [, line] = /sh '(npm run preview:stacks.*)'/.exec(blocks("groovy")[0])!;
        const stubs = "npm() { echo \"$2\"; [ \"$2\" != preview:stacks ]; }; ";
        const { status, stdout } = spawnSync("sh", ["-c", stubs + line], { encoding: "utf8" });
        expect({ status, stdout }).to.deep.equal({ status: 1, stdout: "preview:stacks\npreview:comment\n" });
    });
});
