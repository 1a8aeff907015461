import { execFileSync } from "child_process";
import { Ending } from "../../render/exec";

/**
 * What a command wrote.
 * @throws Error where it did not end well.
 */
export async function must(ending: Promise<Ending>): Promise<string> {
    const { status, stdout, stderr } = await ending;
    if (status !== 0) {
        throw new Error(`exit status ${status}\n${stdout}\n${stderr}`);
    }
    return stdout;
}

/** Seconds that work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
    const start = performance.now();
    await work();
    return (performance.now() - start) / 1000;
}

/** Makes the command of this repository as it is published. */
export function buildCommand(): void {
    execFileSync("npm", ["run", "-s", "build"]);
}
