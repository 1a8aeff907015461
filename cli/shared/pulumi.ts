import { Ending } from "../../render/exec";
import { firstLine } from "../errors";
import { runProgram } from "../program";

/** Runs Pulumi's CLI. */
export type Pulumi = (args: string[]) => Promise<Ending>;

/** Pulumi's CLI in a folder, else in this process' own. */
export const pulumiIn = (folder?: string): Pulumi => (args) => runProgram("pulumi", [...args, "--non-interactive", ...(folder === undefined ? [] : ["--cwd", folder])]);

/** Why Pulumi's CLI failed, in its own words. */
export const reasonOf = ({ status, stderr }: Ending) => firstLine(new Error(stderr.trim() || `exit status ${status}`)).replace(/^error: /, "");
