import { execFile } from "child_process";
import { homedir } from "os";
import { delimiter, join } from "path";

/** How a program ended: its exit status, or `missing` where it is not there. */
export interface Ending {
    status: number | "missing" | "timeout";
    stdout: string;
    stderr: string;
}

/** PATH, and after it the folder where Pulumi's installer puts its CLI. */
export function programPath(env: NodeJS.ProcessEnv = process.env): string {
    return [env.PATH ?? "", join(env.PULUMI_HOME ?? join(homedir(), ".pulumi"), "bin")].join(delimiter);
}

/** Runs a program to its end, with variables beside those of this process. */
export function runProgram(program: string, args: string[], timeoutMs = 60_000, variables: NodeJS.ProcessEnv = {}): Promise<Ending> {
    const env = { ...process.env, PATH: programPath(), PULUMI_SKIP_UPDATE_CHECK: "true", ...variables };
    return new Promise((resolve) => {
        execFile(program, args, { timeout: timeoutMs, maxBuffer: 64 * 1024 * 1024, env }, (error, stdout, stderr) => {
            const status = error === null ? 0 : error.killed ? "timeout" : typeof error.code === "number" ? error.code : "missing";
            resolve({ status, stdout, stderr });
        });
    });
}
