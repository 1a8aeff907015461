/** Lines of text in columns; those of the given numbers are aligned to the right. */
export function formatTable(rows: string[][], toTheRight: number[] = []): string[] {
    const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
    const cell = (text: string, column: number) => (toTheRight.includes(column) ? text.padStart(widths[column]) : text.padEnd(widths[column]));
    return rows.map((row) => `  ${row.map(cell).join("  ")}`.trimEnd());
}
