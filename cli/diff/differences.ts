import { Tree } from "../../render/secrets";

/** A leaf that differs between two trees. Of a list whose items have no names: the items that one has and the other has not. */
export interface Difference {
    path: string[];
    before?: unknown;
    after?: unknown;
}

const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null && !Array.isArray(value);
const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
/** The items of a list that another one does not have. */
function without(list: unknown[], other: unknown[]): unknown[] {
    const texts = new Set(other.map((item) => JSON.stringify(item)));
    return list.filter((item) => !texts.has(JSON.stringify(item)));
}

const isScalar = (value: unknown) => typeof value !== "object" || value === null;

/** A list's items by their names, if each has one of its own. */
function byName(list: unknown[]): Tree | undefined {
    const names = list.map((item) => (isTree(item) && typeof item.name === "string" ? item.name : undefined));
    return names.includes(undefined) || new Set(names).size < names.length ? undefined : Object.fromEntries(list.map((item, i) => [names[i], item]));
}

function listDifferences(before: unknown[], after: unknown[], path: string[]): Difference[] {
    const [named, namedAfter] = [byName(before), byName(after)];
    if (named !== undefined && namedAfter !== undefined) {
        return differences(named, namedAfter, path);
    }
    const [removed, added] = [without(before, after), without(after, before)];
    if (removed.length + added.length === 0) {
        return [{ path, before, after }];
    }
    const isInPlace = before.length === after.length && before.filter((item, i) => !isSame(item, after[i])).length === removed.length;
    if (isInPlace && !before.some(isScalar)) {
        return before.flatMap((item, i) => differences(item, after[i], [...path, `item ${i + 1}`]));
    }
    return [{ path, ...(removed.length > 0 && { before: removed }), ...(added.length > 0 && { after: added }) }];
}

/** The leaves in which two values differ; items of lists are told by their names, else by their places where all others stay where they are. */
export function differences(before: unknown, after: unknown, path: string[] = []): Difference[] {
    if (isSame(before, after)) {
        return [];
    }
    if (Array.isArray(before) && Array.isArray(after)) {
        return listDifferences(before, after, path);
    }
    if (isTree(before) && isTree(after)) {
        const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
        return keys.flatMap((key) => differences(before[key], after[key], [...path, key]));
    }
    return [{ path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }];
}

/** A tree with the value of a difference in place of what it had there; the same tree where the path leads through a list. */
export function withDifference(tree: Tree, { path: [key, ...rest], before, after }: Difference): Tree {
    if (!isTree(tree)) {
        return tree;
    }
    if (rest.length > 0) {
        return { ...tree, [key]: withDifference(tree[key], { path: rest, before, after }) };
    }
    if (Array.isArray(tree[key])) {
        const [removed, added] = [before, after].map((items) => (Array.isArray(items) ? items : []));
        return { ...tree, [key]: [...without(tree[key], removed), ...added] };
    }
    const others = Object.fromEntries(Object.entries(tree).filter(([other]) => other !== key));
    return after === undefined ? others : { ...others, [key]: after };
}
