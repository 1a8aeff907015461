import { alike, Alike, changeLines, flagLines, headline, names } from "./report";
import { StackDiff, ToldChange } from "./stackDiff";

const colours: Record<string, string> = { "+": "32", "-": "31", "@": "36" };

const coloured = (line: string, colour: boolean) => (colour && line[0] in colours ? `\x1b[${colours[line[0]]}m${line}\x1b[0m` : line);

function yamlText({ object, diff }: ToldChange, colour: boolean): string[] {
    return diff.length === 0 ? [] : ["", `  ${object}`, ...diff.map((line) => `    ${coloured(line, colour)}`)];
}

function groupText({ stacks, diff }: Alike, withYaml: boolean, colour: boolean): string {
    const flags = flagLines(diff).flatMap(({ danger, lines }) => [`  ${danger}:`, ...lines.map((line) => `    ${line}`)]);
    const changes = changeLines(diff).map((line) => `  ${line}`);
    const notes = [...diff.standIns.map((text) => `  stand-in: ${text}`), ...diff.warnings.map((text) => `  warning: ${text}`)];
    return [
        `${stacks.length > 1 ? "Stacks" : "Stack"} ${names(stacks)}: ${headline(diff)}`,
        ...[flags, changes, notes].flatMap((lines) => (lines.length === 0 ? [] : ["", ...lines])),
        ...(withYaml ? diff.changes.flatMap((change) => yamlText(change, colour)) : []),
    ].join("\n");
}

/** A diff to be read in a terminal: words, then YAML. */
export function diffText(diffs: StackDiff[], base: string, { withYaml, colour }: { withYaml: boolean; colour: boolean }): string {
    const { same, groups } = alike(diffs);
    const unchanged = same.length === 0 ? [] : [`${same.length > 1 ? "Stacks" : "Stack"} ${names(same)}: nothing changes`];
    return [`Against ${base}`, ...unchanged, ...groups.map((group) => groupText(group, withYaml, colour))].join("\n\n");
}
