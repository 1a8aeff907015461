import { Pulumi } from "./modules";
import { leavesIn } from "./secrets";

type Known = { promise(): Promise<unknown>; isSecret: Promise<boolean> };
type Apply = (this: Known, work: (value: unknown) => unknown, ...rest: unknown[]) => unknown;

/** What a function of the program made of an output. */
interface Derived {
    isSecret: Promise<boolean>;
    from: unknown;
    to: unknown;
}

interface Notes {
    marked: Promise<unknown>[];
    derived: Derived[];
}

/** What is known of the program that runs, by the SDK that it uses. */
const notes = new WeakMap<Pulumi, Notes>();

/** Lets what was started go on, for so many turns of the event loop. */
export async function turns(count: number): Promise<void> {
    for (let turn = 0; turn < count; turn++) {
        await new Promise(setImmediate);
    }
}

/** Has the SDK take note of what is marked as secret, and of what is made of it; for good, since a module that stays loaded may have its functions as its own. */
function watchSdk(pulumi: Pulumi): void {
    const sdk = pulumi as { secret: Pulumi["secret"] };
    const { secret } = sdk;
    sdk.secret = ((value: unknown) => {
        const output = secret(value);
        notes.get(pulumi)?.marked.push((output as unknown as Known).promise().catch(() => undefined));
        return output;
    }) as Pulumi["secret"];
    const outputs = (pulumi.Output as unknown as { prototype: { apply: Apply } }).prototype;
    const { apply } = outputs;
    outputs.apply = function (work, ...rest) {
        const { isSecret } = this;
        const watched = (from: unknown) => {
            const note = (to: unknown) => (notes.get(pulumi)?.derived.push({ isSecret, from, to }), to);
            const result = work(from);
            return result instanceof Promise ? result.then(note) : note(result);
        };
        return apply.call(this, watched, ...rest);
    };
}

/** Adds the leaves that are made of secrets: a text that is made of anything secret, or a map that is made of nothing else. A number or boolean alone says too little to be looked for. */
async function addDerived(derived: Derived[], known: Set<unknown>): Promise<void> {
    for (const { isSecret, from, to } of derived) {
        const leaves = leavesIn(from);
        const clear = new Set(leaves.filter((leaf) => !known.has(leaf)));
        if (clear.size < leaves.length && (typeof to === "string" || (typeof to === "object" && clear.size === 0)) && (await isSecret)) {
            leavesIn(to).forEach((leaf) => typeof leaf !== "boolean" && !clear.has(leaf) && known.add(leaf));
        }
    }
}

/** Takes note of all that a program marks as secret from now on, and of texts that it makes of it; where it hands over a whole map as secret, only this tells what is. */
export function noteSecrets(pulumi: Pulumi): (others: unknown, clear: Set<unknown>) => Promise<unknown[]> {
    if (!notes.has(pulumi)) {
        watchSdk(pulumi);
    }
    const { marked, derived }: Notes = { marked: [], derived: [] };
    notes.set(pulumi, { marked, derived });
    return async (others, clear) => {
        const ended = await Promise.all(marked.map((mark) => Promise.race([mark, turns(2)])));
        const known = new Set(leavesIn([ended, others]).filter((leaf) => !clear.has(leaf)));
        await addDerived(derived, known);
        return [...known].filter((leaf) => !clear.has(leaf));
    };
}
