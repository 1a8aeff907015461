import { Table } from "./benchmark";

const markers = (name: string) => [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`];

const row = (cells: string[]) => `| ${cells.join(" | ")} |`;

function tableText({ text, columns, rows }: Table): string {
    return [text, "", row(columns), `|${columns.map(() => "---").join("|")}|`, ...rows.map(row)].join("\n");
}

/** What stands of a benchmark in the document: where and when it was measured, and its tables. */
export function benchmarkText(conditions: string, tables: Table[]): string {
    return [conditions, ...tables.map(tableText)].join("\n\n");
}

/**
 * Puts a benchmark's text between its markers in a document, in place of what is there.
 * @throws Error where the document does not have both.
 */
export function withBenchmark(document: string, name: string, text: string): string {
    const [start, end] = markers(name);
    const [from, to] = [document.indexOf(start), document.indexOf(end)];
    if (from < 0 || to < from) {
        throw new Error(`docs/performance.md has no place for ${name}: put the lines ${start} and ${end} where its figures belong`);
    }
    return `${document.slice(0, from + start.length)}\n${text}\n${document.slice(to)}`;
}
