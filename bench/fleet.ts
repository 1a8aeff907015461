// One "fleet preview" of 20 edges against 20 single previews in sequence: npm run bench:fleet -- [rounds]
// Needs two clusters, as the end-to-end tests do: E2E_GLOBAL_KUBECONFIG, E2E_EDGE_KUBECONFIG; optional E2E_VALUES, KUBE_PROMETHEUS_STACK_CHART.
import { existsSync, readFileSync } from "fs";
import { availableParallelism, loadavg } from "os";
import { resolve } from "path";
import { parse } from "yaml";
import { FleetProject } from "../test/support/fleetProject";

const edges = Array.from({ length: 20 }, (_, i) => `edge-${i + 1}`);

function kubeconfig(variable: string): string {
    const path = process.env[variable];
    if (!path || !existsSync(path)) {
        throw new Error(`${variable} must name a kubeconfig`);
    }
    return resolve(path);
}

// A preview of a new edge does not ask its cluster, but it asks the chart's repository.
const unreadableChart = { chart: "kube-prometheus-stack", chartRepository: "http://127.0.0.1:9" };

/** Seconds that work takes. */
async function timed(work: () => Promise<unknown>): Promise<number> {
    const start = performance.now();
    await work();
    return (performance.now() - start) / 1000;
}

const load = () => loadavg()[0].toFixed(1);
const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function main(): Promise<void> {
    const rounds = Number(process.argv[2] ?? 3);
    const { E2E_VALUES: values, KUBE_PROMETHEUS_STACK_CHART: chart } = process.env;
    const project = new FleetProject();
    const must = async (ending: Promise<{ status: unknown; stdout: string; stderr: string }>) => {
        const { status, stdout, stderr } = await ending;
        if (status !== 0) {
            throw new Error(`exit status ${status}\n${stdout}\n${stderr}`);
        }
        return stdout;
    };
    const [globalCluster, edgeCluster] = ["E2E_GLOBAL_KUBECONFIG", "E2E_EDGE_KUBECONFIG"].map(kubeconfig);
    const define = (bad?: string) =>
        project.write("fleet.yaml", {
            defaults: { config: { ...(values && { values: parse(readFileSync(values, "utf8")) }), ...(chart && { chart: resolve(chart) }) } },
            global: { kubeconfig: globalCluster },
            edges: Object.fromEntries(edges.map((name) => [name, { kubeconfig: edgeCluster, config: { namespace: name, ...(name === bad && unreadableChart) } }])),
        });
    define();
    try {
        await must(project.fleet("up", "--only", "global"));
        // Makes the stacks, and brings all files into memory.
        await must(project.fleet("preview", "--only", "edge-*"));
        console.log(`${edges.length} edges, ${availableParallelism()} cores; seconds, and the load before`);
        const ratios: number[] = [];
        for (let round = 1; round <= rounds; round++) {
            const loads = [load()];
            const together = await timed(() => must(project.fleet("preview", "--only", "edge-*")));
            loads.push(load());
            const alone = await timed(async () => {
                for (const edge of edges) {
                    await must(project.pulumi("preview", "--stack", `edge-${edge}`));
                }
            });
            ratios.push(together / alone);
            console.log(`  fleet preview ${together.toFixed(1)} (load ${loads[0]}), single previews ${alone.toFixed(1)} (load ${loads[1]}): ${(together / alone).toFixed(2)}`);
        }
        if (ratios.length > 0) {
            console.log(`median ${median(ratios).toFixed(2)}, at most 0.5 asked`);
        }
        define("edge-7");
        const { status, stdout } = await project.fleet("preview", "--only", "edge-*", "--json");
        const states: string[] = JSON.parse(stdout).stacks.map((stack: { status: string }) => stack.status);
        const count = (state: string) => states.filter((other) => other === state).length;
        console.log(`with a bad edge: exit status ${status}, ${count("changed")} previewed, ${count("failed")} failed`);
    } finally {
        await project.fleet("destroy", "--only", "global", "--yes");
        project.remove();
    }
}

void main().catch((error) => {
    console.error((error as Error).message);
    process.exitCode = 1;
});
