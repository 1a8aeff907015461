import { homedir } from "os";
import { delimiter, join } from "path";
import { Ending, execute } from "../render/exec";

/** Where Pulumi's installer puts its CLI. */
export const pulumiHome = (env: NodeJS.ProcessEnv = process.env) => env.PULUMI_HOME ?? join(homedir(), ".pulumi");

/** PATH, and after it the folder where Pulumi's installer puts its CLI. */
export function programPath(env: NodeJS.ProcessEnv = process.env): string {
    return [env.PATH ?? "", join(pulumiHome(env), "bin")].join(delimiter);
}

/** Runs a program to its end, with variables beside those of this process; Pulumi's CLI is found where its installer puts it. */
export function runProgram(program: string, args: string[], timeoutMs?: number, variables: NodeJS.ProcessEnv = {}): Promise<Ending> {
    return execute(program, args, { timeoutMs, env: { ...process.env, PATH: programPath(), PULUMI_SKIP_UPDATE_CHECK: "true", ...variables } });
}
