import { readFileSync, rmSync, writeFileSync } from "fs";
import { join, relative } from "path";
import { CannotTell } from "../errors";

/** Whether another process of this machine has an id. */
function isAnotherProcess(id: number): boolean {
    if (!Number.isInteger(id) || id <= 0 || id === process.pid) {
        return false;
    }
    try {
        return process.kill(id, 0);
    } catch (error) {
        // It may be another user's.
        return (error as NodeJS.ErrnoException).code === "EPERM";
    }
}

/** Writes this process' id into a file, unless one is there. */
function write(file: string): boolean {
    try {
        writeFileSync(file, `${process.pid}\n`, { flag: "wx" });
        return true;
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "EEXIST") {
            return false;
        }
        throw error;
    }
}

/** The process that a file names; none where the file is gone meanwhile. */
function holderOf(file: string): number {
    try {
        return Number(readFileSync(file, "utf8"));
    } catch {
        return 0;
    }
}

/**
 * Claims the folder of logs for this process until it ends: two runs would write into the same files.
 * @throws CannotTell where another run has it. One that was killed has it no longer.
 */
export function claimLogs(folder: string): void {
    const file = join(folder, "running");
    while (!write(file)) {
        const holder = holderOf(file);
        if (isAnotherProcess(holder)) {
            throw new CannotTell(
                `Another fleet command (process ${holder}) writes its logs to ${relative("", folder)}; nothing was changed. ` +
                    `Wait until it has ended; if that process is none, remove ${relative("", file)}`,
            );
        }
        rmSync(file, { force: true });
    }
    process.once("exit", () => rmSync(file, { force: true }));
}
