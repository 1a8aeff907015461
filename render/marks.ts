import { Pulumi } from "./modules";

type Known = { promise(): Promise<unknown> };

/** What the program that runs marked as secret, by the SDK that it uses. */
const marks = new WeakMap<Pulumi, Promise<unknown>[]>();

/** Lets what was started go on, for so many turns of the event loop. */
export async function turns(count: number): Promise<void> {
    for (let turn = 0; turn < count; turn++) {
        await new Promise(setImmediate);
    }
}

/** Has the SDK take note of what is marked as secret; for good, since a module that stays loaded may have the function as its own. */
function watchMarks(pulumi: Pulumi): void {
    const sdk = pulumi as { secret: Pulumi["secret"] };
    const { secret } = sdk;
    sdk.secret = ((value: unknown) => {
        const output = secret(value);
        marks.get(pulumi)?.push((output as unknown as Known).promise().catch(() => undefined));
        return output;
    }) as Pulumi["secret"];
}

/** Takes note of all that a program marks as secret from now on; where it hands over a whole map as secret, only its marks tell what is. */
export function noteSecrets(pulumi: Pulumi): () => Promise<unknown[]> {
    if (!marks.has(pulumi)) {
        watchMarks(pulumi);
    }
    const noted: Promise<unknown>[] = [];
    marks.set(pulumi, noted);
    return async () => Promise.all(noted.map((mark) => Promise.race([mark, turns(2)])));
}
