import { formatTable } from "../cli/table";
import { stringify } from "yaml";
import { Values } from "../components/values/merge";
import { Missing, missingText } from "./errors";
import { Plan, StackPlan, wireOf } from "./plan";
import { Kinds, Rendered } from "./rendered";
import { Role, stackNames } from "./stacks";

const indent = (text: string) => text.trimEnd().replace(/^(?=.)/gm, "  ");

function kindsText(kinds: Kinds): string {
    const total = Object.values(kinds).reduce((sum, count) => sum + count, 0);
    const list = Object.entries(kinds).map(([kind, count]) => `${count} ${kind}`);
    return `Objects that Helm makes of them: ${total}, besides custom resource definitions and hooks\n${indent(list.join(", "))}`;
}

/** Values in which each rule is its name: whole, they would fill several screens. */
function withRuleNames(values: Values): Values {
    const { additionalPrometheusRulesMap: rulesMap, ...others } = values;
    if (rulesMap === undefined) {
        return values;
    }
    const names = (rules: Values[] = []) => rules.map(({ alert, record }) => alert ?? record).join(", ");
    const files = Object.entries<Values | null>(rulesMap).map(([file, content]) => [
        file,
        Object.fromEntries((content?.groups ?? []).map(({ name, rules }: Values) => [name, names(rules)])),
    ]);
    return { additionalPrometheusRulesMap: Object.fromEntries(files), ...others };
}

function stackText(role: Role, { resources, values, warnings }: StackPlan, rendered: Rendered): string {
    return [
        `== Stack ${stackNames[role]}`,
        "",
        "Resources",
        ...formatTable(resources.map(({ type, name }) => [type, name])),
        "",
        "Helm values that differ from the chart's, rules by their names (--json has them whole)",
        indent(stringify(withRuleNames(values), { lineWidth: 0 })),
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
