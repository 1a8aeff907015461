import { execFile } from "child_process";

/** How a program ended: its exit status, or why it has none. */
export interface Ending {
    status: number | "missing" | "timeout";
    stdout: string;
    stderr: string;
}

/** The last line that a program wrote of its errors, which says why it failed. */
export const lastLine = (stderr: string) => stderr.trim().split("\n").pop() || "no reason given";

/** How a program is run. */
export interface Execution {
    cwd?: string;
    /** Else the environment of this process. */
    env?: NodeJS.ProcessEnv;
    /** A text on its standard input. */
    input?: string;
    /** A minute, unless given; 0 is without an end. */
    timeoutMs?: number;
}

/** Runs a program to its end. */
export function execute(program: string, args: string[], { cwd, env, input = "", timeoutMs = 60_000 }: Execution = {}): Promise<Ending> {
    return new Promise((resolve) => {
        const child = execFile(program, args, { cwd, env, timeout: timeoutMs, maxBuffer: Infinity }, (error, stdout, stderr) => {
            const code = error === null ? 0 : (error.code ?? 1);
            resolve({ status: error?.killed ? "timeout" : typeof code === "number" ? code : "missing", stdout, stderr });
        });
        // A program that ended early reads no more; its exit status says why.
        child.stdin?.on("error", () => undefined);
        child.stdin?.end(input);
    });
}
