import { Danger, dangers } from "./flags";
import { StackDiff, ToldChange } from "./stackDiff";

/** Several stacks in which the same changes: their names, and one of them. */
export interface Alike {
    stacks: string[];
    diff: StackDiff;
}

/** Stacks in which nothing changes, and the others with those together that change alike. */
export function alike(diffs: StackDiff[]): { same: string[]; groups: Alike[] } {
    const groups = new Map<string, Alike>();
    for (const diff of diffs.filter(({ status }) => status !== "same")) {
        const { status, reason, objects, flags, changes, shared, outputs, secrets } = diff;
        const key = JSON.stringify([status, reason, objects, flags, changes.map(({ words }) => words), shared, outputs, secrets]);
        const group = groups.get(key) ?? { stacks: [], diff };
        groups.set(key, { ...group, stacks: [...group.stacks, diff.stack] });
    }
    return { same: diffs.filter(({ status }) => status === "same").map(({ stack }) => stack), groups: [...groups.values()] };
}

const maxNames = 10;

/** Names in a row; the first of very many. */
export function names(list: string[]): string {
    return list.length > maxNames ? `${list.slice(0, maxNames).join(", ")} and ${list.length - maxNames} more` : list.join(", ");
}

/** How many objects of a stack change, or what else becomes of it. */
export function headline({ status, reason, objects, changes, shared }: StackDiff): string {
    if (status === "failed") {
        return `cannot be compared: ${reason?.replace(/\n\s*/g, "; ")}`;
    }
    if (status === "added") {
        return `a new stack of ${objects} objects`;
    }
    if (status === "removed") {
        return `its file is removed; its cluster keeps what is deployed, ${objects} objects, until "pulumi destroy"`;
    }
    const changed = new Set([...changes.map(({ file }) => file), ...shared.flatMap(({ objects: files }) => files)]);
    return changed.size === 0 ? "no object changes" : `${changed.size} objects change, and ${objects} are there then`;
}

const maxFlags = 12;

/** What a reviewer must know, by what it does. */
export function flagLines({ flags }: StackDiff): { danger: string; lines: string[] }[] {
    return (Object.keys(dangers) as Danger[]).flatMap((danger) => {
        const lines = flags.filter((flag) => flag.danger === danger).map(({ object, text }) => `${object}: ${text}`);
        const more = lines.length > maxFlags ? [`and ${lines.length - maxFlags} more`] : [];
        return lines.length === 0 ? [] : [{ danger: dangers[danger], lines: [...lines.slice(0, maxFlags), ...more] }];
    });
}

const maxChanges = 60;
const signs: Record<ToldChange["status"], string> = { removed: "-", changed: "~", added: "+" };

/** How many objects of each kind a new stack has. */
function kindsLine(changes: ToldChange[]): string[] {
    const counts = new Map<string, number>();
    changes.map(({ object }) => object.split(" ")[0]).forEach((kind) => counts.set(kind, (counts.get(kind) ?? 0) + 1));
    return counts.size === 0 ? [] : [`+ ${[...counts].map(([kind, count]) => `${count} ${kind}`).join(", ")}`];
}

/** What becomes of each object, and what becomes of many alike. */
export function changeLines({ status: of, changes: all, shared, secrets }: StackDiff): string[] {
    if (of === "added") {
        return kindsLine(all);
    }
    const changes = all.filter(({ words }) => words !== "");
    const more = changes.length > maxChanges ? [`... and ${changes.length - maxChanges} more`] : [];
    return [
        ...secrets.map((text) => `~ ${text}`),
        ...shared.map(({ text, objects }) => `~ ${objects.length} objects: ${text}`),
        ...changes.slice(0, maxChanges).map(({ status, words }) => `${signs[status]} ${words}`),
        ...more,
    ];
}
