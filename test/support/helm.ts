import { execFileSync, spawnSync } from "child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "fs";
import { tmpdir } from "os";
import { basename, join } from "path";
import { parseAllDocuments, stringify } from "yaml";
import { chart, thanosChart } from "../../components/chart";
import { Values } from "../../components/values/merge";

/** A rendered Kubernetes object. */
export interface Manifest {
    apiVersion: string;
    kind: string;
    metadata: { name: string; namespace?: string; annotations?: Record<string, string> };
    [key: string]: any;
}

/** Runs an action in a temporary folder. */
export function inTemporaryFolder<T>(action: (folder: string) => T): T {
    const folder = mkdtempSync(join(tmpdir(), "multicluster-prometheus-"));
    try {
        return action(folder);
    } finally {
        rmSync(folder, { recursive: true });
    }
}

export function isOnPath(command: string): boolean {
    return (process.env.PATH ?? "").split(":").some((folder) => existsSync(join(folder, command)));
}

type Found = { chart: string } | { missing: string };
const found = new Map<string, Found>();

/** The archive or folder of kube-prometheus-stack: the one that KUBE_PROMETHEUS_STACK_CHART names, else pulled; or why there is none. */
export function findChart(): Found {
    return find("KUBE_PROMETHEUS_STACK_CHART", [chart.name, "--repo", chart.repository, "--version", chart.version]);
}

/** The same of the Thanos chart, which THANOS_CHART names. */
export function findThanosChart(): Found {
    return find("THANOS_CHART", [thanosChart.name, "--version", thanosChart.version]);
}

function find(variable: string, source: string[]): Found {
    const known = found.get(variable) ?? (isOnPath("helm") ? locateChart(variable, source) : { missing: "helm is not on PATH (https://helm.sh/docs/intro/install/)" });
    found.set(variable, known);
    return known;
}

function locateChart(variable: string, source: string[]): Found {
    const given = process.env[variable];
    if (given) {
        return existsSync(given) ? { chart: given } : { missing: `${variable} names "${given}", which does not exist` };
    }
    const folder = mkdtempSync(join(tmpdir(), "multicluster-prometheus-chart-"));
    const { status, stderr } = spawnSync("helm", ["pull", ...source, "--destination", folder], { encoding: "utf8", timeout: 30_000 });
    return status === 0
        ? { chart: join(folder, readdirSync(folder)[0]) }
        : { missing: `the chart ${basename(source[0])} cannot be pulled, and ${variable} names none (${stderr.trim().split("\n").pop() || "no answer in 30 s"})` };
}

/** What helm makes of the chart with the values. */
export function render(chartPath: string, values: Values, namespace = "monitoring", release = "kube-prometheus-stack"): Manifest[] {
    return inTemporaryFolder((folder) => {
        const file = join(folder, "values.yaml");
        writeFileSync(file, stringify(values));
        const args = ["template", release, chartPath, "--namespace", namespace, "--values", file, "--kube-version", "1.35.0"];
        const text = execFileSync("helm", args, { encoding: "utf8", maxBuffer: 64 * 2 ** 20 });
        return manifests(text);
    });
}

/** The custom resource definitions that the chart brings. */
export function chartCrds(chartPath: string): Manifest[] {
    return manifests(execFileSync("helm", ["show", "crds", chartPath], { encoding: "utf8", maxBuffer: 64 * 2 ** 20 }));
}

/** The objects in a YAML text; those of a List one by one. */
function manifests(text: string): Manifest[] {
    return parseAllDocuments(text)
        .map((document) => document.toJS() as Manifest | null)
        .filter((manifest): manifest is Manifest => manifest !== null)
        .flatMap((manifest) => (manifest.kind === "List" ? (manifest.items as Manifest[]) : [manifest]));
}
