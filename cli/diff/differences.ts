import { Tree } from "../../render/secrets";

/** A leaf that differs between two trees. Of a list of texts: the items that one has and the other has not. */
export interface Difference {
    path: string[];
    before?: unknown;
    after?: unknown;
}

const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null && !Array.isArray(value);
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
    if ([...before, ...after].every(isScalar)) {
        const [removed, added] = [before.filter((item) => !after.includes(item)), after.filter((item) => !before.includes(item))];
        return removed.length + added.length === 0 ? [{ path, before, after }] : [{ path, ...(removed.length > 0 && { before: removed }), ...(added.length > 0 && { after: added }) }];
    }
    return differences({ ...before }, { ...after }, path);
}

/** The leaves in which two values differ; items of lists are told by their names, else by their places. */
export function differences(before: unknown, after: unknown, path: string[] = []): Difference[] {
    if (JSON.stringify(before) === JSON.stringify(after)) {
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
export function withDifference(tree: Tree, { path: [key, ...rest], after }: Difference): Tree {
    if (!isTree(tree)) {
        return tree;
    }
    if (rest.length > 0) {
        return { ...tree, [key]: withDifference(tree[key], { path: rest, after }) };
    }
    const others = Object.fromEntries(Object.entries(tree).filter(([other]) => other !== key));
    return after === undefined ? others : { ...others, [key]: after };
}
