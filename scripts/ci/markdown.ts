/** A text as it is, in a block that nothing in it ends. */
export function fenced(text: string): string {
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
    const fence = "`".repeat(longest + 1);
    return `${fence}\n${text}\n${fence}`;
}

/** A part that is shown on a click. */
export function folded(title: string, body: string): string {
    return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

const leftOut = (count: number) => `… ${count} more lines: see the run`;

/** The last lines of a text that are at most so many characters, and how many lines were left out. */
export function lastLines(text: string, limit: number): string {
    const lines = text.split("\n");
    let from = lines.length;
    for (let size = 0; from > 0 && size + lines[from - 1].length + 1 <= limit; from--) {
        size += lines[from - 1].length + 1;
    }
    return from === 0 ? text : [leftOut(from), ...lines.slice(from)].join("\n");
}

/** What must follow lines of Markdown so that no block of code and no folded part of theirs stays open. */
function closers(lines: string[]): string[] {
    let fence: string | undefined;
    let folds = 0;
    for (const line of lines) {
        const [, ticks] = /^\s*(`{3,})/.exec(line) ?? [];
        if (fence === undefined) {
            folds += line.split("<details").length - line.split("</details").length;
            fence = ticks;
        } else if (ticks !== undefined && ticks.length >= fence.length && line.trim() === ticks) {
            fence = undefined;
        }
    }
    return [...(fence === undefined ? [] : [fence]), ...Array(Math.max(0, folds)).fill("\n</details>")];
}

/** The first lines of Markdown that are at most about so many characters, whole in themselves, and how many lines were left out. */
export function firstLines(markdown: string, limit: number): string {
    const lines = markdown.split("\n");
    let to = 0;
    for (let size = 0; to < lines.length && size + lines[to].length + 1 <= limit; to++) {
        size += lines[to].length + 1;
    }
    const shown = lines.slice(0, to);
    return to === lines.length ? markdown : [...shown, ...closers(shown), "", leftOut(lines.length - to)].join("\n");
}

/** Parts a total among texts of some lengths: what short ones leave is for the long ones. */
export function shares(lengths: number[], total: number): number[] {
    const result: number[] = [];
    let rest = total;
    [...lengths.keys()]
        .sort((a, b) => lengths[a] - lengths[b])
        .forEach((index, i) => {
            result[index] = Math.min(lengths[index], Math.floor(rest / (lengths.length - i)));
            rest -= result[index];
        });
    return result;
}
