import { expect } from "chai";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "fs";
import { tmpdir } from "os";
import { join } from "path";
import { findChart, isOnPath } from "../support/helm";
import { skip } from "../support/skip";
import { preview, run } from "./support";

const root = join(__dirname, "..", "..");

/** A program with one component under mocks, which says what was registered. */
const underMocks = `
const pulumi = require("@pulumi/pulumi");
const registered = [];
const mocks = { call: () => ({}), newResource: ({ type, name, inputs }) => (registered.push(type), { id: name + "-id", state: inputs }) };
pulumi.runtime.setMocks(mocks, "empty", "test").then(async () => {
    const { EdgePrometheus } = require("multicluster-prometheus");
    const edge = new EdgePrometheus("paris", { clusterName: "paris", remoteWriteUrl: "https://prometheus.example.com/api/v1/write" });
    await edge.remoteWriteUrl.promise();
    while (registered.length < 3) await new Promise((resolve) => setTimeout(resolve, 10));
    console.log(registered.sort().join(" "));
});
`;

const program = `
const { EdgePrometheus } = require("multicluster-prometheus");
const chart = new (require("@pulumi/pulumi").Config)().require("chart");
new EdgePrometheus("paris", { chart, clusterName: "paris", remoteWriteUrl: "https://prometheus.example.com/api/v1/write" });
`;

const typed = `
import { EdgePrometheus, EdgePrometheusArgs, Platform } from "multicluster-prometheus";
const args: EdgePrometheusArgs = { clusterName: "paris", platform: Platform.EKS, remoteWriteUrl: "https://prometheus.example.com" };
export const url = new EdgePrometheus("paris", args).remoteWriteUrl.apply((known) => known.length);
// @ts-expect-error: a number is no name.
new EdgePrometheus("tokyo", { ...args, clusterName: 1 });
`;

// What this does not prove: that the registry takes the package.
describe("the npm package", function () {
    this.timeout(300_000);
    let folder: string;
    let files: string[];
    const inFolder = (command: string, ...args: string[]) => run(folder, command, args);

    before(function () {
        folder = mkdtempSync(join(tmpdir(), "multicluster-prometheus-package-"));
        const packed = run(root, "npm", ["pack", "--json", "--silent", "--pack-destination", folder]);
        expect(packed.ok, packed.output).to.equal(true);
        const [{ filename, files: listed }] = JSON.parse(packed.output.slice(packed.output.indexOf("[\n")));
        files = listed.map(({ path }: { path: string }) => path);
        writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "empty", version: "1.0.0", private: true }));
        const installed = inFolder("npm", "install", "--prefer-offline", "--no-audit", "--no-fund", "--fetch-retries=0", join(folder, filename));
        if (!installed.ok && /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|network/.test(installed.output)) {
            skip(this, "the npm registry cannot be reached");
        }
        expect(installed.ok, installed.output).to.equal(true);
    });

    after(() => rmSync(folder, { recursive: true, force: true }));

    it("has the built library and command, and nothing that is made from no source", () => {
        const others = files.filter((path) => !path.startsWith("bin/"));
        expect(others.sort()).to.deep.equal(["LICENSE", "PulumiPlugin.yaml", "README.md", "fleet.schema.json", "package.json"]);
        for (const path of files.filter((file) => file.startsWith("bin/"))) {
            expect(path).to.match(/^bin\/(cli|components|policy|render)\/.+(\.js|\.d\.ts|\.json)$/);
            expect(existsSync(join(root, path.slice("bin/".length).replace(/\.d\.ts$|\.js$/, ".ts"))), path).to.equal(true);
        }
        expect(files).to.include.members(["bin/components/index.js", "bin/components/index.d.ts", "bin/cli/main.js", "bin/policy/policies.js"]);
    });

    it("serves require and import", () => {
        const names = "[typeof EdgePrometheus, typeof GlobalPrometheus, Platform.AKS, defaults.namespace].join()";
        const list = "{ EdgePrometheus, GlobalPrometheus, Platform, defaults }";
        writeFileSync(join(folder, "required.cjs"), `const ${list} = require("multicluster-prometheus"); console.log(${names});`);
        writeFileSync(join(folder, "imported.mjs"), `import ${list} from "multicluster-prometheus"; console.log(${names});`);
        for (const file of ["required.cjs", "imported.mjs"]) {
            expect(inFolder("node", file).output.trim(), file).to.equal("function,function,AKS,monitoring");
        }
    });

    it("is typed however TypeScript resolves modules", () => {
        writeFileSync(join(folder, "typed.cts"), typed);
        writeFileSync(join(folder, "typed.mts"), typed);
        writeFileSync(join(folder, "typed.ts"), typed);
        const tsc = require.resolve("typescript/bin/tsc");
        const common = ["--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--esModuleInterop"];
        for (const [resolution, module, file] of [
            ["node16", "node16", "typed.cts"],
            ["node16", "node16", "typed.mts"],
            ["bundler", "esnext", "typed.ts"],
            ["node10", "commonjs", "typed.ts"],
        ]) {
            const { ok, output } = inFolder("node", tsc, ...common, "--moduleResolution", resolution, "--module", module, file);
            expect(ok, `${resolution} ${file}: ${output}`).to.equal(true);
        }
    });

    it("has a component that runs under mocks in plain Node", () => {
        writeFileSync(join(folder, "mocked.cjs"), underMocks);
        expect(inFolder("node", "mocked.cjs").output.trim().split("\n").pop()).to.equal(
            "kubernetes:core/v1:Namespace kubernetes:helm.sh/v3:Release multicluster-prometheus:index:EdgePrometheus",
        );
    });

    it("has the command", () => {
        const { ok, output } = inFolder("npx", "--no-install", "multicluster-prometheus", "--help");
        expect(ok, output).to.equal(true);
        expect(output).to.match(/^npx multicluster-prometheus COMMAND/).and.to.contain("doctor");
    });

    it("has a component that the real CLI previews", function () {
        if (!isOnPath("pulumi")) {
            skip(this, "pulumi is not on PATH (https://www.pulumi.com/docs/install/)");
        }
        const found = findChart();
        const chart = "chart" in found ? found.chart : skip(this, found.missing);
        writeFileSync(join(folder, "Pulumi.yaml"), "name: empty\nruntime: nodejs\nmain: program.cjs\n");
        writeFileSync(join(folder, "program.cjs"), program);
        const { ok, output } = preview(folder, join(folder, "state"), { chart });
        expect(ok, output).to.equal(true);
        expect(output).to.match(/\+ 4 to create/);
    });
});
