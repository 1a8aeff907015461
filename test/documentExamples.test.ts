import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { readFileSync } from "fs";
import { join } from "path";
import * as ts from "typescript";
import { parse } from "yaml";
import { parseOptions as parseDiff } from "../cli/diff/options";
import { parseOptions } from "../cli/doctor/options";
import { parseOptions as parseRender } from "../cli/render/options";
import { stackConfig } from "../cli/fleet/definition";
import { parseFleet } from "../cli/fleet/file";
import { ReadContexts } from "../cli/fleet/kubeconfig";
import { parseOptions as parseFleetOptions } from "../cli/fleet/options";
import { sizeOf } from "../cli/size/arithmetic";
import { parseOptions as parseSizeOptions } from "../cli/size/options";
import { sizeText } from "../cli/size/report";
import { globalLines, withDefaults } from "../cli/size/stackFiles";
import { runProgram, startMocks } from "./support/program";
import { RecordingMocks, types } from "./support/recordingMocks";

const read = (...path: string[]) => readFileSync(join(__dirname, "..", ...path), "utf8");
const blocks = (text: string, language: string) => [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map(([, code]) => code);

const globalStack = "organization/multicluster-prometheus/global";
const globalOutputs = {
    clusterName: "global",
    remoteWriteUrl: "http://203.0.113.10:8427/api/v1/write",
    edgeCredentials: { edge: { username: "edge", password: "password" } },
    queryUrl: "http://kube-prometheus-stack-prometheus.monitoring.svc:9090",
};

/** Runs the program with the text of a stack file, and returns its outputs. */
async function runStackFile(text: string, outputs: Record<string, unknown> = globalOutputs): Promise<Record<string, unknown>> {
    const prefix = "multicluster-prometheus:";
    const settings = Object.entries(parse(text).config).filter(([key]) => key.startsWith(prefix));
    const config = Object.fromEntries(settings.map(([key, value]) => [key.slice(prefix.length), value]));
    return runProgram(new RecordingMocks({ [globalStack]: outputs }), "test", config);
}

describe("the examples in the documents", () => {
    it("Pulumi.global.yaml and Pulumi.edge.yaml are right as they are", async () => {
        const global = await runStackFile(read("Pulumi.global.yaml"));
        expect(Object.keys(global.edgeCredentials as object)).to.deep.equal(["edge"]);
        const edge = await runStackFile(read("Pulumi.edge.yaml"));
        expect(edge.clusterName).to.equal("edge");
    });

    it("Pulumi.global.yaml and Pulumi.edge.yaml let Pulumi change in place what a fleet's stacks let it", () => {
        const ofProvider = (config: object) => Object.entries(config).filter(([key]) => key.startsWith("kubernetes:enable"));
        const { fleet } = parseFleet("global: {kubeconfig: g}\nedges: {paris: {kubeconfig: p}}", "multicluster-prometheus", () => ({ names: [] })) as any;
        for (const cluster of [fleet.global, fleet.edges[0]]) {
            expect(ofProvider(parse(read(`Pulumi.${cluster.role}.yaml`)).config)).to.deep.equal(ofProvider(stackConfig(fleet, cluster)));
        }
    });

    it("the stack files in docs/ are right", async () => {
        const files = ["gateway.md", "alerts.md", "platforms.md", "scaling.md"].flatMap((name) => blocks(read("docs", name), "yaml")).filter((text) => text.startsWith("config:"));
        expect(files).to.have.length(9);
        const outputs = { ...globalOutputs, edgeCredentials: { ...globalOutputs.edgeCredentials, paris: { username: "paris", password: "password" } }, receiver: "thanos" };
        for (const file of files) {
            await runStackFile(file, outputs);
        }
    });

    it("the program in README.md runs", async () => {
        const [code] = blocks(read("README.md"), "typescript");
        const mocks = new RecordingMocks();
        await startMocks(mocks, "readme");
        const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
        const provider = (name: string) => new (require("@pulumi/kubernetes").Provider)(name, { context: name }) as pulumi.ProviderResource;
        new Function("require", "exports", "globalCluster", "parisCluster", outputText)(require, {}, provider("global"), provider("paris"));
        const release = await mocks.soon(types.release, "paris");
        expect(release.provider).to.equal("paris");
        expect(release.inputs.values.prometheus.prometheusSpec.externalLabels).to.deep.equal({ cluster: "paris" });
    });

    it("the fleets in docs/fleet.md and examples/fleet.yaml are right, and so is each of their stacks", async () => {
        const contexts: ReadContexts = () => ({ names: ["global", "paris", "tokyo-production"], current: "admin" });
        for (const text of [...blocks(read("docs", "fleet.md"), "yaml"), read("examples", "fleet.yaml")]) {
            const result = parseFleet(text, "multicluster-prometheus", contexts);
            expect(result.problems).to.deep.equal([]);
            const { fleet } = result as Extract<typeof result, { fleet: unknown }>;
            expect(fleet.edges.map(({ name }) => name)).to.deep.equal(["paris", "tokyo", "factory-7"]);
            for (const cluster of [fleet.global, ...fleet.edges]) {
                const credentials = Object.fromEntries(fleet.edges.map(({ name }) => [name, { username: name, password: "password" }]));
                await runStackFile(JSON.stringify({ config: stackConfig(fleet, cluster) }), { ...globalOutputs, edgeCredentials: credentials });
            }
        }
    });

    it("the fleet's command lines in the documents are right", () => {
        const lines = ["docs/fleet.md", "README.md"].flatMap((file) => [...read(file).matchAll(/npx multicluster-prometheus fleet ([^`|\n&]*)/g)].map(([, args]) => args.trim()));
        expect(lines).to.have.length(13);
        for (const line of lines) {
            expect(() => parseFleetOptions(line.split(" ")), line).not.to.throw();
        }
    });

    it("the doctor's command lines in docs/doctor.md are right", () => {
        const lines = [...read("docs", "doctor.md").matchAll(/npx multicluster-prometheus doctor([^`|\n]*)/g)].map(([, args]) => args.trim());
        expect(lines).to.have.length(10);
        for (const line of lines) {
            expect(() => parseOptions(line.split(" ").filter((arg) => arg !== "")), line).not.to.throw();
        }
    });

    it("the command lines in docs/reviewing.md are right", () => {
        const lines = [...read("docs", "reviewing.md").matchAll(/npx multicluster-prometheus (diff|render) ([^`|\n]*)/g)];
        expect(lines).to.have.length(9);
        for (const [line, command, args] of lines) {
            const words = args.trim().split(" ").map((word) => word.replaceAll("'", ""));
            expect(() => (command === "diff" ? parseDiff : parseRender)(words), line).not.to.throw();
        }
    });

    it("what docs/sizing.md shows of size is what it says", async () => {
        const document = read("docs", "sizing.md");
        const lines = [...document.matchAll(/npx multicluster-prometheus size ([^`|\n]*)/g)].map(([, args]) => args.trim());
        expect(lines).to.have.length(2);
        const options = lines.map((line) => parseSizeOptions(line.split(" ")))[1];
        const text = sizeText(withDefaults(sizeOf(options.fleet)), options);
        expect(blocks(document, "")).to.deep.equal([`${text}\n`]);
        const [global, edge] = text.split("\nconfig:\n").slice(1).map((part) => `config:\n${part.split("\n\n")[0]}`);
        await runStackFile(`${global}\n  multicluster-prometheus:role: global\n  multicluster-prometheus:edges: [edge]`);
        const thanos = globalLines(sizeOf({ ...options.fleet, edges: 200 }), options);
        await runStackFile(`${thanos}\n  multicluster-prometheus:role: global\n  multicluster-prometheus:edges: [edge]\n  multicluster-prometheus:objectStorage: {secretName: bucket}`);
        await runStackFile(`${edge}\n  multicluster-prometheus:role: edge\n  multicluster-prometheus:clusterName: edge\n  multicluster-prometheus:globalStack: ${globalStack}`);
    });
});
