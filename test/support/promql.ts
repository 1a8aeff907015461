import { parser } from "@prometheus-io/lezer-promql";

type SyntaxNode = ReturnType<typeof parser.parse>["topNode"];

/** Each node of an expression's tree. */
function nodes(expr: string): SyntaxNode[] {
    const found: SyntaxNode[] = [];
    parser.parse(expr).iterate({ enter: ({ node }) => void found.push(node) });
    return found;
}

/** What of an expression is not PromQL: the place of each error, and what follows there. */
export function parseErrors(expr: string): string[] {
    return nodes(expr)
        .filter(({ type }) => type.isError)
        .map(({ from }) => `at ${from}: ${expr.slice(from, from + 30)}`);
}

/** The metrics that an expression reads. */
export function metricsOf(expr: string): string[] {
    const names = nodes(expr)
        .filter(({ name, parent }) => name === "Identifier" && parent?.name === "VectorSelector")
        .map(({ from, to }) => expr.slice(from, to));
    return [...new Set(names)];
}

/** Whether `by`, `without`, `on` or `ignoring` lets the label `cluster` through. */
function keepsCluster(expr: string, modifier: SyntaxNode): boolean {
    const labels = nodes(expr)
        .filter(({ name, from, to }) => name === "LabelName" && from >= modifier.from && to <= modifier.to)
        .map(({ from, to }) => expr.slice(from, to));
    const excludes = modifier.getChild("Without") !== null || modifier.getChild("Ignoring") !== null;
    return labels.includes("cluster") !== excludes;
}

/** Whether what is inside gets its cluster from another label. */
function isRelabelled(expr: string, node: SyntaxNode): boolean {
    for (let outer = node.parent; outer !== null; outer = outer.parent) {
        if (outer.name === "FunctionCall" && /^label_replace\(.*"cluster"/.test(expr.slice(outer.from, outer.to))) {
            return true;
        }
    }
    return false;
}

/** The parts of an expression that drop the label `cluster`, are made of nothing, or match series of one cluster with those of another. */
export function clusterLosses(expr: string): string[] {
    const text = ({ from, to }: SyntaxNode) => expr.slice(from, to);
    const loses = (node: SyntaxNode): boolean => {
        switch (node.name) {
            case "AggregateExpr": {
                const modifier = node.getChild("AggregateModifier");
                return (modifier === null || !keepsCluster(expr, modifier)) && !isRelabelled(expr, node);
            }
            case "MatchingModifierClause":
                return !keepsCluster(expr, node);
            case "FunctionCall":
                // absent() takes the labels that its selector names with "=".
                return /^(absent|absent_over_time|vector)\b/.test(text(node)) && !/cluster="[^"]/.test(text(node));
            default:
                return false;
        }
    };
    return nodes(expr).filter(loses).map(text);
}
