import { existsSync, mkdtempSync, rmSync, writeFileSync } from "fs";
import { tmpdir } from "os";
import { join } from "path";
import { parseAllDocuments } from "yaml";
import { chart } from "../components/chart";
import { run, succeeds } from "./command";
import { firstLine } from "./errors";
import { Plan } from "./plan";
import { demoRelease } from "./release";
import { Role } from "./stacks";

const timeoutMs = 20_000;

/** How many objects there are of each kind. */
export type Kinds = Record<string, number>;

/** The objects that Helm makes of a plan, or why they are not shown. */
export type Rendered = { objects: Record<Role, Kinds> } | { why: string };

interface Manifest {
    kind?: string;
    items?: Manifest[] | null;
}

/** Counts the objects in Helm's output by kind, those in a list each. */
export function countKinds(manifests: string): Kinds {
    const documents = parseAllDocuments(manifests).map((document) => (document.toJS() ?? {}) as Manifest);
    const objects = documents.flatMap((manifest): Manifest[] => (manifest.kind === "List" ? (manifest.items ?? []) : [manifest]));
    const kinds: Kinds = {};
    for (const { kind } of objects) {
        if (kind !== undefined) {
            kinds[kind] = (kinds[kind] ?? 0) + 1;
        }
    }
    return Object.fromEntries(Object.entries(kinds).sort(([a], [b]) => a.localeCompare(b)));
}

/** The chart: where the variable KUBE_PROMETHEUS_STACK_CHART says, else pulled from its repository into a folder. */
async function chartPath(folder: string): Promise<string> {
    const given = process.env.KUBE_PROMETHEUS_STACK_CHART;
    if (given !== undefined) {
        return given;
    }
    await run("helm", ["pull", chart.name, "--repo", chart.repository, "--version", chart.version, "--destination", folder], timeoutMs);
    return join(folder, `${chart.name}-${chart.version}.tgz`);
}

async function renderStack(path: string, folder: string, role: Role, values: object): Promise<Kinds> {
    const { namespace, releaseName } = demoRelease;
    const file = join(folder, `${role}.json`);
    writeFileSync(file, JSON.stringify(values));
    return countKinds(await run("helm", ["template", releaseName, path, "--namespace", namespace, "--no-hooks", "--values", file], timeoutMs));
}

/** Renders both stacks, where helm and the chart are at hand. */
export async function render({ global, edge }: Plan): Promise<Rendered> {
    if (!(await succeeds("helm", ["version"]))) {
        return { why: "helm is not on PATH (https://helm.sh/docs/intro/install/)" };
    }
    const folder = mkdtempSync(join(tmpdir(), "multicluster-prometheus-"));
    try {
        const path = await chartPath(folder);
        if (!existsSync(path)) {
            return { why: `KUBE_PROMETHEUS_STACK_CHART says ${path}, which is not there` };
        }
        const [globalKinds, edgeKinds] = [await renderStack(path, folder, "global", global.values), await renderStack(path, folder, "edge", edge.values)];
        return { objects: { global: globalKinds, edge: edgeKinds } };
    } catch (error) {
        return { why: firstLine(error) };
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}
