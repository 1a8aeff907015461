import { execFile } from "child_process";
import { join, resolve } from "path";
import { promisify } from "util";
import { edgeValues } from "../components/values/edge";
import { globalValues } from "../components/values/global";
import { Values } from "../components/values/merge";
import { findChart } from "../test/support/helm";
import { writeFiles } from "../test/support/project";
import { closedKubeconfig, FleetProject } from "../test/support/fleetProject";
import { Benchmark, Findings, RunOptions } from "./benchmark";
import { buildCommand, must, timed } from "./support/commands";
import { formatSpread, ratios } from "./support/statistics";

const remoteWriteUrl = "http://203.0.113.10:8427/api/v1/write";

/** The configuration of each stack, and the values that its release gets. */
const stacks: Record<string, { config: Values; values: () => Values }> = {
    edge: {
        config: { role: "edge", clusterName: "paris", remoteWriteUrl },
        values: () => edgeValues({ clusterName: "paris", remoteWriteUrl }),
    },
    global: {
        config: { role: "global", edges: ["paris"] },
        values: () => globalValues({ edges: ["paris"] }, { existingSecret: "admin", userKey: "admin-user", passwordKey: "admin-password" }),
    },
};

const bareProgram = `import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { readFileSync } from "fs";

new kubernetes.helm.v3.Release("bare", {
    name: "kube-prometheus-stack",
    namespace: "monitoring",
    chart: new pulumi.Config().require("chart"),
    values: JSON.parse(readFileSync(\`values-\${pulumi.getStack()}.json\`, "utf8")),
});
`;

/** Makes a project's stacks. */
async function makeStacks(project: FleetProject, configOf: (stack: string) => Values): Promise<FleetProject> {
    for (const stack of Object.keys(stacks)) {
        project.write(`Pulumi.${stack}.yaml`, { config: { "kubernetes:kubeconfig": JSON.stringify(closedKubeconfig), ...configOf(stack) } });
        await must(project.pulumi("stack", "init", stack));
    }
    return project;
}

/** A project of this program. */
function ownProject(chart: string): Promise<FleetProject> {
    const key = ([name, value]: [string, unknown]) => [`multicluster-prometheus:${name}`, value];
    return makeStacks(new FleetProject(), (stack) => Object.fromEntries(Object.entries({ ...stacks[stack].config, chart }).map(key)));
}

/** A project that has but a release of the same values. */
function bareProject(chart: string, checksTypes: boolean): Promise<FleetProject> {
    const project = new FleetProject();
    const values = Object.entries(stacks).map(([stack, { values: valuesOf }]) => [`values-${stack}.json`, JSON.stringify(valuesOf())]);
    writeFiles(project.folder, {
        "Pulumi.yaml": JSON.stringify({ name: "bare", runtime: "nodejs" }),
        "package.json": JSON.stringify({ name: "bare", dependencies: { "@pulumi/kubernetes": "*", "@pulumi/pulumi": "*" } }),
        "tsconfig.json": JSON.stringify({ extends: resolve(__dirname, "..", checksTypes ? "tsconfig.json" : "tsconfig.program.json"), include: ["index.ts"] }),
        "index.ts": bareProgram,
        ...Object.fromEntries(values),
    });
    return makeStacks(project, () => ({ "bare:chart": chart }));
}

async function run({ rounds, quick, tell }: RunOptions): Promise<Findings> {
    const { chart } = findChart() as { chart: string };
    buildCommand();
    const names = quick ? ["edge"] : Object.keys(stacks);
    const projects = { own: await ownProject(chart), bare: await bareProject(chart, true), unchecked: await bareProject(chart, false) };
    const figures: Record<string, number[]> = {};
    const add = async (name: string, work: () => Promise<unknown>) => (figures[name] ??= []).push(await timed(work));
    try {
        // Round 0 brings all files into memory.
        for (let round = 0; round <= rounds; round++) {
            for (const stack of names) {
                for (const [name, project] of Object.entries(projects)) {
                    await add(`${stack}, ${name}`, () => must(project.pulumi("preview", "--stack", stack)));
                }
                const arguments_ = [FleetProject.script, "render", "--stack", stack, "--out", join(projects.own.folder, "objects")];
                await add(`${stack}, render`, () => promisify(execFile)(process.execPath, arguments_, { cwd: projects.own.folder }));
            }
            tell(`round ${round}: ${Object.entries(figures).map(([name, values]) => `${name} ${values[round].toFixed(1)} s`).join("; ")}`);
        }
    } finally {
        Object.values(projects).forEach((project) => project.remove());
    }
    const measured = Object.fromEntries(Object.entries(figures).map(([name, values]) => [name, values.slice(1)]));
    const seconds = (values: number[]) => formatSpread(values, (value) => `${value.toFixed(1)} s`);
    const rows = names.map((stack) => {
        const [own, bare, unchecked, render] = ["own", "bare", "unchecked", "render"].map((name) => measured[`${stack}, ${name}`]);
        const ratio = (base: number[]) => formatSpread(ratios(own, base), (value) => value.toFixed(2));
        return [stack, seconds(own), ratio(bare), ratio(unchecked), seconds(render)];
    });
    const text = "`pulumi preview` of a stack against a bare TypeScript program with one `Release` of the same values, of a cluster that does not answer; and `render` of it.";
    return { tables: [{ text, columns: ["Stack", "Preview", "Of the bare program", "Of one whose types are not checked", "Render"], rows }], figures: measured };
}

export const preview: Benchmark = {
    name: "preview",
    summary: "a preview against that of a bare program with the same release, and render",
    programs: ["pulumi", "helm"],
    missing: () => {
        const found = findChart();
        return "missing" in found ? found.missing : undefined;
    },
    rounds: 5,
    run,
};
