import { createHash } from "crypto";
import { secretText } from "./standIns";

/** A map of anything, as YAML has it. */
export type Tree = Record<string, any>;

/** Key of the envelope that Pulumi puts around a secret. */
const envelope = "4dabf18193072939515e22adb298388d";

const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null && !Array.isArray(value);
const isSecret = (value: unknown) => isTree(value) && envelope in value;

/** The same value with each leaf as the function has it. */
function mapLeaves(value: unknown, change: (leaf: unknown) => unknown): unknown {
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

/** Keys of the inputs whose values hold a secret: Pulumi lifts each to the top. */
export const secretKeysOf = (inputs: Tree) => Object.keys(inputs).filter((key) => isSecret(inputs[key]));

/** The texts in a value, but those that are too short to be a secret. */
export function textsIn(value: unknown): string[] {
    const texts = new Set<string>();
    mapLeaves(value, (leaf) => typeof leaf === "string" && leaf.length > 5 && texts.add(leaf));
    return [...texts];
}

const digest = (value: unknown) => createHash("sha256").update(JSON.stringify(value)).digest("hex");

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

/**
 * Masks what is secret in an object: the content of a Secret, the named parts, and the given texts wherever they stand.
 * Its kind and names stay.
 */
export function mask(manifest: Tree, secretParts: string[] = [], secretTexts: string[] = []): Masked {
    const digests: Record<string, string> = {};
    const parts = [...secretParts, ...(manifest.kind === "Secret" ? ["data", "stringData"] : [])];
    const masked: Tree = {};
    for (const [key, value] of Object.entries(manifest)) {
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

/** A value with a stand-in for each of the texts, also within a text and in base64; or for all texts. */
function withoutTexts(value: unknown, texts: string[], all: boolean): any {
    if (!all && texts.length === 0) {
        return value;
    }
    const encoded = [...texts, ...texts.map((text) => Buffer.from(text).toString("base64"))];
    const change = (leaf: unknown) => {
        if (typeof leaf !== "string") {
            return leaf;
        }
        return all ? secretText : encoded.reduce((text, secret) => text.split(secret).join(secretText), leaf);
    };
    return mapLeaves(value, change);
}
