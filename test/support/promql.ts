import { SyntaxNode } from "@lezer/common";
import { parser } from "@prometheus-io/lezer-promql";

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
