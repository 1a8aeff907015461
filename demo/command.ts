import { execFile } from "child_process";
import { DemoError, firstLine } from "./errors";

/** Runs a program to its end, and returns what it wrote. */
export function run(program: string, args: string[], timeoutMs: number): Promise<string> {
    return new Promise((resolve, reject) => {
        const options = { timeout: timeoutMs, maxBuffer: 64 * 1024 * 1024 };
        execFile(program, args, options, (error, stdout, stderr) => {
            if (error === null) {
                return resolve(stdout);
            }
            const why = error.killed ? `no end after ${timeoutMs / 1000} s` : stderr.trim().split("\n").pop() || firstLine(error);
            reject(new DemoError(`"${program} ${args.join(" ")}" failed: ${why}`));
        });
    });
}

/** Whether a program is there and does as told. */
export async function succeeds(program: string, args: string[]): Promise<boolean> {
    try {
        await run(program, args, 10_000);
        return true;
    } catch {
        return false;
    }
}
