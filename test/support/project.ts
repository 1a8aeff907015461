import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "fs";
import { tmpdir } from "os";
import { dirname, join, resolve } from "path";

/** Runs work in a temporary Pulumi project of the given files, which has this repository's packages. */
export async function withProject<T>(files: Record<string, string>, work: (folder: string) => Promise<T>): Promise<T> {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "project-")));
    try {
        writeFiles(folder, { "Pulumi.yaml": "name: sample\nruntime: nodejs\n", ...files });
        symlinkSync(realpathSync(resolve(__dirname, "..", "..", "node_modules")), join(folder, "node_modules"));
        return await work(folder);
    } finally {
        rmSync(folder, { recursive: true });
    }
}

/** Writes files into a folder. */
export function writeFiles(folder: string, files: Record<string, string>): void {
    for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text);
    }
}
