import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "fs";
import { tmpdir } from "os";
import { delimiter, join } from "path";

/** Runs work with a program of the given name first on PATH, or with no other program at all where there is no script. */
export async function withProgram<T>(name: string, script: string | undefined, work: (folder: string) => Promise<T>): Promise<T> {
    const folder = mkdtempSync(join(tmpdir(), "program-"));
    const path = process.env.PATH;
    if (script !== undefined) {
        writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
        chmodSync(join(folder, name), 0o755);
    }
    process.env.PATH = script === undefined ? folder : [folder, path].join(delimiter);
    try {
        return await work(folder);
    } finally {
        process.env.PATH = path;
        rmSync(folder, { recursive: true });
    }
}
