import { execute, lastLine } from "../render/exec";
import { DemoError } from "./errors";

/** Runs a program to its end, and returns what it wrote. */
export async function run(program: string, args: string[], timeoutMs: number): Promise<string> {
    const { status, stdout, stderr } = await execute(program, args, { timeoutMs });
    if (status === 0) {
        return stdout;
    }
    const ends = { missing: "it is not there", timeout: `no end after ${timeoutMs / 1000} s` };
    const why = typeof status === "string" ? ends[status] : lastLine(stderr);
    throw new DemoError(`"${program} ${args.join(" ")}" failed: ${why}`);
}

/** Whether a program is there and does as told. */
export async function succeeds(program: string, args: string[]): Promise<boolean> {
    return (await execute(program, args, { timeoutMs: 10_000 })).status === 0;
}
