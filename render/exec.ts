import { spawn } from "child_process";

/** How a program ended: its exit status, or `missing` where it is not there. */
export interface Ending {
    status: number | "missing";
    stdout: string;
    stderr: string;
}

/** Runs a program with a text on its standard input. */
export function execute(program: string, args: string[], input = "", options: { cwd?: string; timeout?: number; env?: NodeJS.ProcessEnv } = {}): Promise<Ending> {
    return new Promise((resolve) => {
        const child = spawn(program, args, { stdio: "pipe", timeout: 60_000, ...options });
        const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
        const text = (part: Buffer[]) => Buffer.concat(part).toString();
        child.stdout.on("data", (chunk: Buffer) => chunks.stdout.push(chunk));
        child.stderr.on("data", (chunk: Buffer) => chunks.stderr.push(chunk));
        child.on("error", (error) => resolve({ status: "missing", stdout: "", stderr: error.message }));
        child.on("close", (code) => resolve({ status: code ?? 1, stdout: text(chunks.stdout), stderr: text(chunks.stderr) }));
        // A program that ended early reads no more; its exit status says why.
        child.stdin.on("error", () => undefined);
        child.stdin.end(input);
    });
}
