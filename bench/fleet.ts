import { existsSync, readFileSync } from "fs";
import { resolve } from "path";
import { parse } from "yaml";
import { FleetProject } from "../test/support/fleetProject";
import { Benchmark, Findings, RunOptions } from "./benchmark";
import { buildCommand, must, timed } from "./support/commands";
import { formatNumber, formatSpread, ratios } from "./support/statistics";

const kubeconfigs = ["E2E_GLOBAL_KUBECONFIG", "E2E_EDGE_KUBECONFIG"];

/** What `fleet.yaml` says: edges in namespaces of their own on one cluster. */
function definition(edges: string[]): Record<string, unknown> {
    const { E2E_VALUES: values, KUBE_PROMETHEUS_STACK_CHART: chart } = process.env;
    const [globalCluster, edgeCluster] = kubeconfigs.map((variable) => resolve(process.env[variable] as string));
    return {
        defaults: { config: { ...(values && { values: parse(readFileSync(values, "utf8")) }), ...(chart && { chart: resolve(chart) }) } },
        global: { kubeconfig: globalCluster },
        edges: Object.fromEntries(edges.map((name) => [name, { kubeconfig: edgeCluster, config: { namespace: name } }])),
    };
}

async function run({ rounds, quick, tell }: RunOptions): Promise<Findings> {
    const edges = Array.from({ length: quick ? 4 : 20 }, (_, i) => `edge-${i + 1}`);
    buildCommand();
    const project = new FleetProject();
    project.write("fleet.yaml", definition(edges));
    const [together, alone]: number[][] = [[], []];
    try {
        await must(project.fleet("up", "--only", "global"));
        // Makes the stacks, and brings all files into memory.
        await must(project.fleet("preview", "--only", "edge-*"));
        for (let round = 1; round <= rounds; round++) {
            together.push(await timed(() => must(project.fleet("preview", "--only", "edge-*"))));
            alone.push(
                await timed(async () => {
                    for (const edge of edges) {
                        await must(project.pulumi("preview", "--stack", `edge-${edge}`));
                    }
                }),
            );
            tell(`round ${round}: fleet preview ${together[round - 1].toFixed(1)} s, single previews ${alone[round - 1].toFixed(1)} s`);
        }
    } finally {
        await project.fleet("destroy", "--only", "global", "--yes");
        project.remove();
    }
    const seconds = (values: number[]) => formatSpread(values, (value) => `${formatNumber(value)} s`);
    const text = `\`fleet preview\` of ${edges.length} edges against as many single previews in sequence, on two clusters.`;
    const row = [seconds(together), seconds(alone), formatSpread(ratios(together, alone), (value) => value.toFixed(2))];
    return { tables: [{ text, columns: ["fleet preview", "Single previews", "Ratio"], rows: [row] }], figures: { together, alone } };
}

export const fleet: Benchmark = {
    name: "fleet",
    summary: "a preview of 20 edges by fleet against 20 previews; two clusters, as the end-to-end tests have them",
    programs: ["pulumi"],
    missing: () => kubeconfigs.filter((variable) => !existsSync(process.env[variable] ?? "")).map((variable) => `${variable} must name a kubeconfig`)[0],
    rounds: 2,
    run,
};
