import { mkdirSync, renameSync, writeFileSync } from "fs";
import { homedir } from "os";
import { dirname, join } from "path";

/** Where charts and compiled programs are kept between two runs: outside of any repository. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
    return join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "multicluster-prometheus");
}

/** Writes a file as a whole: another run finds it complete, or not at all. A cache that cannot be written is none. */
export function keep(file: string, content: string): void {
    try {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(`${file}.${process.pid}`, content);
        renameSync(`${file}.${process.pid}`, file);
    } catch {
        return;
    }
}
