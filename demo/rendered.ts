import { defaultKubeVersion } from "../render/helm";
import { RenderedObject } from "../render/objects";
import { renderRelease } from "../render/stack";
import { chart } from "../components/chart";
import { firstLine } from "./errors";
import { projectFolder } from "./paths";
import { Plan } from "./plan";
import { demoRelease } from "./release";
import { Role } from "./stacks";

/** How many objects there are of each kind. */
export type Kinds = Record<string, number>;

/** The objects that Helm makes of a plan, or why they are not shown. */
export type Rendered = { objects: Record<Role, Kinds> } | { why: string };

/** Counts objects by kind, but for hooks and custom resource definitions. */
export function countKinds(objects: Pick<RenderedObject, "kind" | "hook">[]): Kinds {
    const kinds: Kinds = {};
    for (const { kind, hook } of objects) {
        if (hook === undefined && kind !== "CustomResourceDefinition") {
            kinds[kind] = (kinds[kind] ?? 0) + 1;
        }
    }
    return Object.fromEntries(Object.entries(kinds).sort(([a], [b]) => a.localeCompare(b)));
}

async function renderStack(role: Role, values: object): Promise<Kinds> {
    const { namespace, releaseName } = demoRelease;
    const inputs = { name: releaseName, namespace, values, chart: chart.name, version: chart.version, repositoryOpts: { repo: chart.repository } };
    return countKinds(await renderRelease({ name: role, inputs, secrets: [], provider: "" }, projectFolder, defaultKubeVersion));
}

/** Renders both stacks, where helm and the chart are at hand. */
export async function render({ global, edge }: Plan): Promise<Rendered> {
    try {
        return { objects: { global: await renderStack("global", global.values), edge: await renderStack("edge", edge.values) } };
    } catch (error) {
        return { why: firstLine(error) };
    }
}
