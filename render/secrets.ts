import { createHash } from "crypto";
import { secretText } from "./standIns";

/** A map of anything, as YAML has it. */
export type Tree = Record<string, any>;

/** Key of the envelope that Pulumi puts around a secret. */
const envelope = "4dabf18193072939515e22adb298388d";

/** What the envelope has under its key where it is one of a secret. */
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** A value as Pulumi hands over a secret. */
export const asSecret = (value: unknown) => ({ [envelope]: secretSignature, value });

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

/** A text that stands for what is not known, and nothing besides. */
const standIn = /^\[(encrypted|generated): [^\s[\]]+(\[\d+\][^\s[\]]*)*\]$/;

/** The texts in a value, but those that stand for a secret already. */
export function textsIn(value: unknown): string[] {
    const texts = new Set<string>();
    mapLeaves(value, (leaf) => typeof leaf === "string" && leaf !== "" && !standIn.test(leaf) && texts.add(leaf));
    return [...texts];
}

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

/** A shorter text is hidden where it stands alone: within others it would be found everywhere. */
const shortest = 6;

const inPattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The part of a text's base64 that is the same whatever stands around the text, for each place where it may begin. */
function base64Cores(text: string): string[] {
    return [0, 1, 2].map((before) => {
        const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
        return bytes.toString("base64").slice(before === 0 ? 0 : before + 1, Math.floor((bytes.length * 8) / 6));
    });
}

/** How a text may stand in what a chart makes of it: as it is, line by line, in JSON, or its hash. */
function formsOf(text: string): string[] {
    const lines = text.split("\n").map((line) => line.trim());
    const hash = createHash("sha256").update(text).digest("hex");
    return [text, ...lines, JSON.stringify(text).slice(1, -1), hash].filter((form) => form.length >= shortest);
}

/** What finds the texts, the longest first: one may be a part of another. */
function finder(texts: string[]): (text: string) => string {
    const long = texts.filter((text) => text.length >= shortest);
    const alone = new Set(texts.filter((text) => text.length > 2));
    const forms = [...new Set(long.flatMap(formsOf))].sort((a, b) => b.length - a.length);
    const cores = [...new Set(long.flatMap(base64Cores))].filter((core) => core.length >= shortest);
    return (text) => {
        if (alone.has(text) || [...alone].some((secret) => text === Buffer.from(secret).toString("base64"))) {
            return secretText;
        }
        const plain = forms.reduce((rest, form) => rest.split(form).join(secretText), text);
        const found = cores.filter((core) => plain.includes(core));
        return found.reduce((rest, core) => rest.replace(new RegExp(`[A-Za-z0-9+/]*${inPattern(core)}[A-Za-z0-9+/]*=*`, "g"), secretText), plain);
    };
}

/** A function that puts a stand-in in place of the texts, whatever a text has around them. */
export const withoutSecrets = (texts: string[]) => finder(texts.filter((text) => text.length >= shortest));

/** What Helm gets in place of a release's values, so that nothing that is secret can come out in another form. */
export function withoutSecretValues(values: unknown, texts: string[]): unknown {
    return withoutTexts(values, texts, false);
}

/** Whether a value has a text that stands for a secret. */
export const hasStandIn = (value: unknown) => /\[(encrypted|generated): /.test(JSON.stringify(value) ?? "");

/** A value with a stand-in for each of the texts, also in its keys; or for all texts. */
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
        return typeof inner !== "string" ? inner : all ? secretText : hide(inner);
    };
    return change(value);
}
