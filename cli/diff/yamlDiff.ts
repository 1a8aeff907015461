import { structuredPatch } from "diff";
import { yamlOf } from "../../render/objects";
import { Change, isDefinition } from "./change";
import { Difference, withDifference } from "./differences";

const maxLines = 120;
const maxWidth = 240;

const cut = (line: string) => (line.length > maxWidth ? `${line.slice(0, maxWidth)} ... ${line.length - maxWidth} more characters` : line);

/** Lines that differ between two texts, with three around them; the first of very many. */
export function hunks(before: string, after: string): string[] {
    const patch = structuredPatch("", "", before, after, undefined, undefined, { context: 3, timeout: 3000 });
    if (patch === undefined) {
        return ["@@ too much differs to be shown @@"];
    }
    const lines = patch.hunks.flatMap(({ oldStart, newStart, lines: inHunk }) => [`@@ -${oldStart} +${newStart} @@`, ...inHunk]);
    const shown = lines.slice(0, maxLines).map(cut);
    return lines.length > maxLines ? [...shown, `@@ ${lines.length - maxLines} more lines @@`] : shown;
}

/** What differs in an object's YAML, but for the given differences, which are told elsewhere. */
export function yamlDiff({ object, before, after, texts }: Change, shared: Difference[]): string[] {
    const isInPart = !isDefinition(object) && before !== undefined && after !== undefined && shared.length > 0;
    return hunks(isInPart ? yamlOf(shared.reduce(withDifference, before)) : texts.before, texts.after);
}
