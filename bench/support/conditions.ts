import { spawnSync } from "child_process";
import { availableParallelism, loadavg, totalmem } from "os";
import { realpathSync } from "fs";
import { isOnPath } from "../../test/support/helm";

const output = (command: string, ...args: string[]) => spawnSync(command, args, { encoding: "utf8" }).stdout?.trim() ?? "";

/** Where a command on PATH is. */
function pathOf(command: string): string {
    return realpathSync(output("sh", "-c", `command -v ${command}`));
}

/** A program's version by itself, else that of the Go module that it was built from. */
export function versionOf(program: string): string {
    const said = output(program, ["helm", "pulumi"].includes(program) ? "version" : "--version");
    const [version] = /\bv?\d+\.\d+\.\d+\b/.exec(said.split("\n")[0]) ?? [];
    if (version !== undefined || !isOnPath("go")) {
        return version ?? "of unknown version";
    }
    const [, ofModule] = /^\tmod\t\S+\t(\S+)/m.exec(output("go", "version", "-m", pathOf(program))) ?? [];
    return ofModule === undefined ? "of unknown version" : `${ofModule} (Go module)`;
}

/** When and where figures are measured, in a sentence. */
export function conditions(programs: string[], rounds: number): string {
    const versions = [...programs.map((program) => `${program} ${versionOf(program)}`), `Node ${process.versions.node}`];
    const memory = Math.round(totalmem() / 2 ** 30);
    const times = rounds === 1 ? "one round" : `${rounds} rounds`;
    const load = loadavg()[0].toFixed(1);
    return `Measured on ${new Date().toISOString().slice(0, 10)} in ${times}, on ${availableParallelism()} cores with ${memory} GiB (load ${load} before): ${versions.join(", ")}.`;
}
