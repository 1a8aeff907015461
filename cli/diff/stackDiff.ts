import { RenderedObject } from "../../render/objects";
import { RenderedStack } from "../../render/stack";
import { Change, compareObjects } from "./change";
import { Flag, flagsOf } from "./flags";
import { compareOutputs } from "./outputs";
import { sharedDifferences, SharedChange, withoutShared } from "./shared";
import { changeText, title } from "./words";
import { yamlDiff } from "./yamlDiff";

/** What becomes of an object, told. */
export interface ToldChange {
    status: Change["status"];
    /** Path of the file that render writes of it. */
    file: string;
    object: string;
    words: string;
    flags: Flag[];
    diff: string[];
}

/** What becomes of a stack. */
export interface StackDiff {
    stack: string;
    status: "same" | "changed" | "added" | "removed" | "failed";
    /** Why it failed. */
    reason?: string;
    /** How many objects it has. */
    objects: number;
    flags: (Flag & { object: string })[];
    changes: ToldChange[];
    shared: { text: string; objects: string[] }[];
    outputs: string[];
    /** What changes, and is not shown. */
    secrets: string[];
    standIns: string[];
    warnings: string[];
}

const empty = { objects: [], outputs: {}, secretOutputs: [], digests: {}, standIns: [], warnings: [] };
const nothing = { objects: 0, flags: [], changes: [], shared: [], outputs: [], secrets: [], standIns: [], warnings: [] };

/** A stack of which nothing can be told, and why. */
export const failedStack = (stack: string, reason: string): StackDiff => ({ ...nothing, stack, status: "failed", reason });

/** Own changes told, and those whose only own part is that they do what is dangerous. */
function toldChanges(changes: Change[], own: Change[]): ToldChange[] {
    const ownById = new Map(own.map((change) => [change.id, change]));
    return changes.flatMap((change): ToldChange[] => {
        const flags = flagsOf(change);
        const ownChange = ownById.get(change.id);
        if (ownChange === undefined && flags.length === 0) {
            return [];
        }
        const words = ownChange === undefined ? title(change.object) : changeText(ownChange);
        const { id: file, object, status } = change;
        return [{ status, file, object: title(object), words, flags, diff: ownChange === undefined ? [] : yamlDiff(change, sharedDifferences(change, ownChange)) }];
    });
}

/** The objects of a stack that is new; their YAML is what the pull request adds, and too much to read. */
function toldObjects(objects: RenderedObject[]): ToldChange[] {
    return compareObjects([], objects).map((change) => ({ status: "added", file: change.id, object: title(change.object), words: changeText(change), flags: flagsOf(change), diff: [] }));
}

/** The flags of changes, with their objects. */
const ofObjects = (changes: ToldChange[]) => changes.flatMap(({ object, flags }) => flags.map((flag) => ({ ...flag, object })));

const inOrder: Change["status"][] = ["removed", "changed", "added"];

/** What is not shown, and is another. */
function compareDigests(before: Record<string, string>, after: Record<string, string>): string[] {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return names.flatMap((name) => {
        const what = !(name in before) ? "new" : !(name in after) ? "gone" : "another, which is not shown";
        return before[name] === after[name] ? [] : [`${name}: ${what}`];
    });
}

/** What differs between a stack of before and of now; without one of the two it is new, or gone. */
export function compareStacks(stack: string, before: RenderedStack | undefined, after: RenderedStack | undefined): StackDiff {
    const { standIns, warnings, objects } = after ?? before ?? { ...empty };
    if (after === undefined) {
        return { ...nothing, stack, status: "removed", objects: objects.length, standIns, warnings };
    }
    if (before === undefined) {
        const changes = toldObjects(objects);
        return { ...nothing, stack, status: "added", objects: objects.length, flags: ofObjects(changes), changes, standIns, warnings };
    }
    const changes = compareObjects(before.objects, after.objects);
    const { shared, own } = withoutShared(changes);
    const told = toldChanges(changes, own).sort((a, b) => inOrder.indexOf(a.status) - inOrder.indexOf(b.status));
    const outputs = compareOutputs(before, after);
    const secrets = compareDigests(before.digests, after.digests);
    const flags = [
        ...ofObjects(told),
        ...outputs.map(({ name, text }) => ({ danger: "outputs" as const, object: name, text })),
    ];
    return {
        stack,
        status: changes.length + outputs.length + secrets.length === 0 ? "same" : "changed",
        objects: objects.length,
        flags,
        changes: told,
        shared: shared.map(({ text, objects: ids }: SharedChange) => ({ text, objects: ids })),
        outputs: outputs.map(({ name, text }) => `output ${name} ${text}`),
        secrets,
        standIns,
        warnings,
    };
}
