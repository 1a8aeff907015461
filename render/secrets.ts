import { createHash } from "crypto";
import { finder, withoutSecrets } from "./finder";
import { secretText } from "./standIns";

/** A map of anything, as YAML has it. */
export type Tree = Record<string, any>;

/** Key of the envelope that Pulumi puts around a secret. */
const envelope = "4dabf18193072939515e22adb298388d";

/** What the envelope has under its key where it is one of a secret. */
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** A value as Pulumi hands over a secret. */
export const asSecret = (value: unknown) => ({ [envelope]: secretSignature, value });

/** Whether it is a map; what is of a class of its own, such as a resource, is a leaf. */
const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value));
const isSecret = (value: unknown): value is Tree => isTree(value) && value[envelope] === secretSignature;

/** The same value with each leaf as the function has it. */
export function mapLeaves(value: unknown, change: (leaf: unknown) => unknown): unknown {
    if (Array.isArray(value)) {
        return value.map((item) => mapLeaves(item, change));
    }
    return isTree(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapLeaves(inner, change)])) : change(value);
}

/** Inputs without the envelopes around secrets. */
export function unwrapSecrets(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(unwrapSecrets);
    }
    if (!isTree(value)) {
        return value;
    }
    return isSecret(value) ? unwrapSecrets(value.value) : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unwrapSecrets(inner)]));
}

/** Keys and places that lead to a part of a value. */
export type Path = string[];

/** Where a value has envelopes of secrets, the outermost ones. */
export function secretPaths(value: unknown, path: Path = []): Path[] {
    if (typeof value !== "object" || value === null) {
        return [];
    }
    return isSecret(value) ? [path] : Object.entries(value).flatMap(([key, inner]) => secretPaths(inner, [...path, key]));
}

/** A value with one part of it as the function has it; itself where it has no such part. */
export function changeAt(value: any, [key, ...rest]: Path, change: (part: unknown) => unknown): any {
    if (key === undefined) {
        return change(value);
    }
    if (typeof value !== "object" || value === null || !(key in value)) {
        return value;
    }
    const changed = changeAt(value[key], rest, change);
    return Array.isArray(value) ? value.map((item, i) => (String(i) === key ? changed : item)) : { ...value, [key]: changed };
}

/** A text that stands for what is not known, and nothing besides. */
const standInPattern = /^\[(encrypted|generated): [^\s[\]]+(\[\d+\][^\s[\]]*)*\]$/;

/** Whether a leaf stands for a secret, and has nothing of it. */
export const isStandIn = (leaf: unknown) => typeof leaf === "string" && standInPattern.test(leaf);

/** The leaves of a value, but those that stand for a secret already, each once. */
export function leavesIn(value: unknown): unknown[] {
    const leaves = new Set<unknown>();
    mapLeaves(value, (leaf) => ["string", "number", "boolean"].includes(typeof leaf) && leaf !== "" && !isStandIn(leaf) && leaves.add(leaf));
    return [...leaves];
}

/** The texts among them. */
export const textsIn = (value: unknown) => leavesIn(value).filter((leaf) => typeof leaf === "string");

/** Tells two values apart. Never shown. */
export const digest = (value: unknown) => createHash("sha256").update(JSON.stringify(value)).digest("hex");

/** An object without its secrets. */
export interface Masked {
    manifest: Tree;
    /** What tells two contents of a masked part apart, by its path. Never shown: a short secret could be guessed from it. */
    digests: Record<string, string>;
}

/** Masks parts of an object: each value of a map, or what is there as a whole. */
function maskPart(manifest: Tree, part: string, digests: Record<string, string>): unknown {
    const value = manifest[part];
    if (isTree(value) && ["data", "stringData"].includes(part)) {
        return Object.fromEntries(
            Object.entries(value).map(([key, inner]) => {
                digests[`${part}.${key}`] = digest(inner);
                return [key, secretText];
            }),
        );
    }
    digests[part] = digest(value);
    return secretText;
}

/** Masks what is at a path. */
function maskAt(manifest: Tree, path: Path, digests: Record<string, string>): Tree {
    return changeAt(manifest, path, (part) => {
        digests[path.join(".")] = digest(part);
        return secretText;
    });
}

/**
 * Masks what is secret in an object: the content of a Secret, what is at the paths, and the given texts wherever they stand.
 * Its kind and names stay.
 */
export function mask(manifest: Tree, secrets: Path[] = [], secretTexts: string[] = []): Masked {
    const digests: Record<string, string> = {};
    const parts = [...secrets.filter(({ length }) => length === 1).map(([part]) => part), ...(manifest.kind === "Secret" ? ["data", "stringData"] : [])];
    const isName = ([part, key]: Path) => part === "metadata" && ["name", "namespace"].includes(key);
    const inner = secrets.filter((path) => path.length > 1 && !parts.includes(path[0]) && !isName(path));
    const masked: Tree = {};
    for (const [key, value] of Object.entries(inner.reduce((tree, path) => maskAt(tree, path, digests), manifest))) {
        if (["apiVersion", "kind"].includes(key)) {
            masked[key] = value;
        } else if (key === "metadata" && (parts.includes(key) || secretTexts.length > 0)) {
            const { name, namespace, ...rest } = value;
            masked.metadata = { ...withoutTexts(rest, secretTexts, parts.includes(key)), name, ...(namespace !== undefined && { namespace }) };
            digests.metadata = digest(value);
        } else if (parts.includes(key)) {
            masked[key] = maskPart(manifest, key, digests);
        } else {
            masked[key] = withoutTexts(value, secretTexts, false);
            if (secretTexts.length > 0 && JSON.stringify(masked[key]) !== JSON.stringify(value)) {
                digests[key] = digest(value);
            }
        }
    }
    return { manifest: masked, digests };
}

/** Whether a value has a text that stands for a secret. */
export const hasStandIn = (value: unknown) => /\[(encrypted|generated): /.test(JSON.stringify(value) ?? "");

/** A value with a stand-in for each of the texts, also in its keys and as a number; or for all leaves. */
function withoutTexts(value: unknown, texts: string[], all: boolean): any {
    if (!all && texts.length === 0) {
        return value;
    }
    const hide = finder(texts);
    const hideKey = withoutSecrets(texts);
    const change = (inner: unknown): unknown => {
        if (Array.isArray(inner)) {
            return inner.map(change);
        }
        if (isTree(inner)) {
            return Object.fromEntries(Object.entries(inner).map(([key, leaf]) => [hideKey(key), change(leaf)]));
        }
        if (all || (typeof inner === "number" && texts.includes(String(inner)))) {
            return secretText;
        }
        return typeof inner === "string" ? hide(inner) : inner;
    };
    return change(value);
}
