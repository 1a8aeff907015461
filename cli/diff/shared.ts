import { Change, isDefinition } from "./change";
import { Difference } from "./differences";
import { differenceText, pathText } from "./words";

/** A change that many objects have alike, such as the chart's version in their labels. */
export interface SharedChange {
    text: string;
    /** Ids of the objects. */
    objects: string[];
}

/** From so many objects on, the same change is told once. */
const many = 5;

const keyOf = (difference: Difference) => JSON.stringify([pathText(difference.path), difference.before ?? null, difference.after ?? null]);

/** Tells the changes that many objects share from those that are an object's own. */
export function withoutShared(changes: Change[]): { shared: SharedChange[]; own: Change[] } {
    const groups = new Map<string, { text: string; objects: Set<string> }>();
    for (const { id, differences } of changes) {
        for (const difference of differences) {
            const key = keyOf(difference);
            const group = groups.get(key) ?? { text: differenceText(difference), objects: new Set<string>() };
            groups.set(key, { ...group, objects: group.objects.add(id) });
        }
    }
    const isShared = (difference: Difference) => (groups.get(keyOf(difference))?.objects.size ?? 0) >= many;
    const own = changes
        .map((change) => ({ ...change, differences: change.differences.filter((difference) => !isShared(difference)) }))
        .filter(({ status, object, differences, masked }) => status !== "changed" || differences.length + masked.length > 0 || isDefinition(object));
    const shared = [...groups.values()].filter(({ objects }) => objects.size >= many).map(({ text, objects }) => ({ text, objects: [...objects] }));
    return { shared: shared.sort((a, b) => b.objects.length - a.objects.length || (a.text < b.text ? -1 : 1)), own };
}

/** The differences of a change that many objects share. */
export function sharedDifferences(change: Change, own: Change | undefined): Difference[] {
    return change.differences.filter((difference) => !own?.differences.includes(difference));
}
