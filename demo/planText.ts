import { stringify } from "yaml";
import { Missing, missingText } from "./errors";
import { Plan, StackPlan, wireOf } from "./plan";
import { Kinds, Rendered } from "./rendered";
import { formatTable } from "./table";
import { Role, stackNames } from "./stacks";

const indent = (text: string) => text.trimEnd().replace(/^(?=.)/gm, "  ");

function kindsText(kinds: Kinds): string {
    const total = Object.values(kinds).reduce((sum, count) => sum + count, 0);
    const list = Object.entries(kinds).map(([kind, count]) => `${count} ${kind}`);
    return `Objects that Helm makes of them: ${total}, besides custom resource definitions and hooks\n${indent(list.join(", "))}`;
}

function stackText(role: Role, { resources, values, warnings }: StackPlan, rendered: Rendered): string {
    return [
        `== Stack ${stackNames[role]}`,
        "",
        "Resources",
        formatTable(resources.map(({ type, name }) => [type, name])),
        "",
        "Helm values that differ from the chart's",
        indent(stringify(values, { lineWidth: 0 })),
        "",
        "objects" in rendered ? kindsText(rendered.objects[role]) : `Objects: not shown, since ${rendered.why}`,
        ...warnings.map((warning) => `\nWarning: ${warning}`),
    ].join("\n");
}

/** A plan, to be read. */
export function planText(plan: Plan, rendered: Rendered, missing: Missing[]): string {
    return [
        "PLAN: nothing was deployed. This is what the two stacks would deploy.",
        "",
        stackText("global", plan.global, rendered),
        "",
        stackText("edge", plan.edge, rendered),
        "",
        "== The wire",
        ...wireOf(plan).map(indent),
        "",
        "To deploy it, get what is missing, and run again:",
        missingText(missing),
    ].join("\n");
}

/** A plan, for programs. */
export function planJson(plan: Plan, rendered: Rendered, missing: Missing[]): object {
    return { deployed: false, missing, plan, ...rendered };
}
