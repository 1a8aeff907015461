import { createHash } from "crypto";
import { isDeepStrictEqual } from "util";
import { parseDocument } from "yaml";

type Config = Record<string, unknown>;

const written = /^# Written by "multicluster-prometheus fleet" from .*\(([0-9a-f]{12})\)\n/m;
const header = (file: string, config: Config) =>
    `# Written by "multicluster-prometheus fleet" from ${file}: change that. Secrets that are set here stay. (${fingerprint(config)})\n`;

/** A value whose maps have their keys in order. */
function sorted(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(sorted);
    }
    return value !== null && typeof value === "object" ? Object.fromEntries(Object.entries(value).sort().map(([key, inner]) => [key, sorted(inner)])) : value;
}

const fingerprint = (config: Config) => createHash("sha256").update(JSON.stringify(sorted(config))).digest("hex").slice(0, 12);

function holdsSecret(value: unknown): boolean {
    return value !== null && typeof value === "object" && ("secure" in value || Object.values(value).some(holdsSecret));
}

/** Keys that the fleet's file says by its list of edges. */
const derived = ["edges", "role", "clusterName", "globalStack"];

/** Why a stack's file contradicts the fleet's in a key, and what mends it. */
function contradiction(key: string, isSaid: boolean, own: string, file: string): string {
    if (derived.includes(key.split(":").pop() as string)) {
        return `${own} sets ${key}; ${file} says it by its list of edges: name them there, and take it out of ${own}`;
    }
    return `${own} sets ${key}, ${isSaid ? `and ${file} says otherwise` : `which ${file} does not`}: say it in ${file}, and take it out of ${own}`;
}

/** What a stack's file is to become, or how it contradicts the fleet's. */
export interface StackFile {
    text: string;
    problems: string[];
}

/**
 * A stack's file, Pulumi.STACK.yaml, with the configuration that the fleet's file gives it. Its secrets and comments stay.
 * What someone else wrote into it since the fleet did, or before, is never lost: it is a problem, unless the fleet's file says the same.
 */
export function stackFile(text: string | undefined, config: Config, names: { stack: string; file: string }): StackFile {
    const { stack, file } = names;
    const own = `Pulumi.${stack}.yaml`;
    const document = parseDocument((text ?? "").replace(written, ""));
    const present: Config = document.toJS()?.config ?? {};
    const isSecret = (key: string) => holdsSecret(present[key]);
    const plain = Object.fromEntries(Object.entries(present).filter(([key]) => !isSecret(key)));
    const isOurs = text === undefined || written.exec(text)?.[1] === fingerprint(plain);
    const contradictions = Object.keys(plain).filter((key) => !isOurs && !isDeepStrictEqual(plain[key], config[key]));
    const problems = [
        ...contradictions.map((key) => contradiction(key, key in config, own, file)),
        ...Object.keys(config).filter(isSecret).map((key) => `${own} has ${key} as a secret, and ${file} sets it too: take it out of one of them`),
    ];
    if (isOurs && isDeepStrictEqual(sorted(plain), sorted(config)) && text !== undefined) {
        return { text, problems };
    }
    for (const key of Object.keys(plain).filter((key) => !(key in config))) {
        document.deleteIn(["config", key]);
    }
    for (const [key, value] of Object.entries(config).filter(([key, value]) => !isDeepStrictEqual(plain[key], value))) {
        document.setIn(["config", key], document.createNode(value, { aliasDuplicateObjects: false }));
    }
    return { text: header(file, config) + document.toString({ lineWidth: 0 }), problems };
}
