import { alike, Alike, changeLines, flagLines, headline, names } from "./report";
import { StackDiff, ToldChange } from "./stackDiff";

/** Tells this comment from others, so that the next one takes its place. */
export const marker = "<!-- multicluster-prometheus diff -->";

const escaped = (text: string) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/([*_`[\]|~])/g, "\\$1");

function folded({ object, diff }: ToldChange): string {
    return `<details><summary>${escaped(object).replace(/\\/g, "")}</summary>\n\n\`\`\`\`diff\n${diff.join("\n")}\n\`\`\`\`\n\n</details>`;
}

/** The objects of a new stack, their kinds in the line that is shown. */
function foldedList(diff: StackDiff): string[] {
    const objects = diff.changes.map(({ object }) => `- ${escaped(object)}`);
    return changeLines(diff).map((line) => `<details><summary>${escaped(line.slice(2))}</summary>\n\n${objects.join("\n")}\n\n</details>`);
}

function wordsOf({ stacks, diff }: Alike): string {
    const flags = flagLines(diff).flatMap(({ danger, lines }) => lines.map((line) => `- ⚠️ **${danger}**: ${escaped(line)}`));
    const lines = (changed: string[]) => changed.map((line) => `- ${escaped(line.replace(/^[~] /, ""))}`);
    const changes = diff.status === "added" ? foldedList(diff) : lines(changeLines(diff));
    const notes = [...diff.standIns.map((text) => `stand-in: ${text}`), ...diff.warnings.map((text) => `warning: ${text}`)].map((text) => `- _${escaped(text)}_`);
    const heading = `### ${stacks.length > 1 ? "Stacks" : "Stack"} ${escaped(names(stacks))}: ${escaped(headline(diff))}`;
    return [heading, ...[flags, changes, notes].filter((lines) => lines.length > 0).map((lines) => lines.join("\n"))].join("\n\n");
}

const leftOut = (count: number, stack: string) =>
    `_${count} of the YAML diffs are left out, for this comment's length. All of them: \`npx multicluster-prometheus diff --stack '${stack}'\`_`;

/** A diff as a comment of a pull request, of at most so many characters where its words allow that. */
export function diffMarkdown(diffs: StackDiff[], base: string, limit: number): string {
    const { same, groups } = alike(diffs);
    const unchanged = same.length === 0 ? [] : [`${same.length > 1 ? "Stacks" : "Stack"} ${escaped(names(same))}: nothing changes`];
    const head = [marker, `**What changes in the clusters**, against ${escaped(base)}`, ...unchanged];
    const words = groups.map(wordsOf);
    const reserve = groups.length * leftOut(9999, "*".repeat(60)).length;
    let room = limit - [...head, ...words].join("\n\n").length - reserve;
    const sections = groups.map(({ stacks, diff }, i) => {
        const parts = diff.changes.filter((change) => change.diff.length > 0).map(folded);
        const fitting = parts.filter((part) => {
            const fits = part.length + 2 <= room;
            room -= fits ? part.length + 2 : 0;
            return fits;
        });
        const missing = parts.length - fitting.length;
        return [words[i], ...fitting, ...(missing > 0 ? [leftOut(missing, stacks[0])] : [])].join("\n\n");
    });
    return `${[...head, ...sections].join("\n\n")}\n`;
}
