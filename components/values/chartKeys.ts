import { nearestKey } from "../nearestKey";
import chartKeyIndex from "./chartKeyIndex.json";
import thanosKeyIndex from "./thanosKeyIndex.json";

/** The keys of a map. 0: a leaf, or free below. "[]": a list, whose items are such maps. */
export interface KeyTree {
    [key: string]: KeyTree | 0;
}

/** What chartKeyIndex.json and thanosKeyIndex.json hold. `scripts/index-chart-values.ts` writes them. */
export interface ChartKeys {
    chartVersion: string;
    keys: KeyTree;
}

/** A key that the chart does not read, and the one that was perhaps meant. */
export interface UnknownKey {
    path: string;
    nearest?: string;
}

// The cast spares the compiler a comparison of thousands of keys.
const index = chartKeyIndex as unknown as ChartKeys;

/** The chart versions whose keys are known here. */
export const chartKeysVersion: string = index.chartVersion;
export const thanosKeysVersion: string = thanosKeyIndex.chartVersion;

/**
 * Lists the keys of `values` that the chart does not know.
 * `under` says what `values` is: "" for all values, `prometheus.prometheusSpec.remoteWrite[]` for one item of that list.
 */
export function unknownChartKeys(values: unknown, under: string = ""): UnknownKey[] {
    return unknownKeys(values, treeAt(under), "");
}

/** Lists the keys of `values` that the Thanos chart does not know. */
export function unknownThanosKeys(values: unknown): UnknownKey[] {
    return unknownKeys(values, thanosKeyIndex.keys as KeyTree, "");
}

function treeAt(under: string): KeyTree | 0 {
    const steps = under.split(/\.|(?=\[\])/).filter(step => step !== "");
    return steps.reduce<KeyTree | 0>((tree, step) => child(tree, step) ?? 0, index.keys);
}

function unknownKeys(value: unknown, tree: KeyTree | 0, path: string): UnknownKey[] {
    if (tree === 0) {
        return [];
    }
    if (Array.isArray(value)) {
        return value.flatMap((item, i) => unknownKeys(item, child(tree, "[]") ?? 0, `${path}[${i}]`));
    }
    // A list whose items are known, given a map: a wrong type, for Helm to report.
    if (!isMap(value) || "[]" in tree) {
        return [];
    }
    return Object.entries(value).flatMap(([key, below]) => {
        const keyPath = path === "" ? key : `${path}.${key}`;
        const subtree = child(tree, key);
        return subtree === undefined ? [unknownKey(keyPath, nearestKey(key, Object.keys(tree)))] : unknownKeys(below, subtree, keyPath);
    });
}

function unknownKey(path: string, nearest: string | undefined): UnknownKey {
    return nearest === undefined ? { path } : { path, nearest };
}

// Not `tree[key]`, which would find `constructor` in any object.
function child(tree: KeyTree | 0, key: string): KeyTree | 0 | undefined {
    return tree !== 0 && Object.hasOwn(tree, key) ? tree[key] : undefined;
}

// Outputs and other class instances hold no keys of ours.
function isMap(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value));
}
