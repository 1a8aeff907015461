import { execFileSync, spawnSync } from "child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "fs";
import { tmpdir } from "os";
import { join } from "path";
import { parseAllDocuments, stringify } from "yaml";
import { chart } from "../../components";
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

let found: { chart: string } | { missing: string } | undefined;

/** The chart's archive or folder: the one that KUBE_PROMETHEUS_STACK_CHART names, else pulled; or why there is none. */
export function findChart(): { chart: string } | { missing: string } {
    found ??= isOnPath("helm") ? locateChart() : { missing: "helm is not on PATH (https://helm.sh/docs/intro/install/)" };
    return found;
}

function locateChart(): { chart: string } | { missing: string } {
    const given = process.env.KUBE_PROMETHEUS_STACK_CHART;
    if (given) {
        return existsSync(given) ? { chart: given } : { missing: `KUBE_PROMETHEUS_STACK_CHART names "${given}", which does not exist` };
    }
    const folder = mkdtempSync(join(tmpdir(), "multicluster-prometheus-chart-"));
    const args = ["pull", chart.name, "--repo", chart.repository, "--version", chart.version, "--destination", folder];
    const { status, stderr } = spawnSync("helm", args, { encoding: "utf8", timeout: 30_000 });
    return status === 0
        ? { chart: join(folder, `${chart.name}-${chart.version}.tgz`) }
        : { missing: `the chart cannot be pulled, and KUBE_PROMETHEUS_STACK_CHART names none (${stderr.trim().split("\n").pop() || "no answer in 30 s"})` };
}

/** What helm makes of the chart with the values. */
export function render(chartPath: string, values: Values, namespace = "monitoring"): Manifest[] {
    return inTemporaryFolder((folder) => {
        const file = join(folder, "values.yaml");
        writeFileSync(file, stringify(values));
        const args = ["template", "kube-prometheus-stack", chartPath, "--namespace", namespace, "--values", file, "--kube-version", "1.35.0"];
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
