import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "fs";
import { join } from "path";
import { Ending } from "../../render/exec";

/** The two looks at a stack: the manifest diff, which needs no credentials, and `pulumi preview`, which does. */
export const looks = ["manifests", "preview"] as const;
export type Look = (typeof looks)[number];

/** What a look at a stack gave. */
export interface Result {
    stack: string;
    look: Look;
    outcome: "passed" | "unchanged" | "changed" | "failed";
    /** What the preview printed, or the manifest diff in Markdown; why, where it failed. */
    text: string;
}

/** What a program's end says of a stack. */
export function resultOf(stack: string, look: Look, { status, stdout, stderr }: Ending): Result {
    const outcome = look === "preview" ? ({ 0: "passed" } as const)[status as number] : ({ 0: "unchanged", 1: "changed" } as const)[status as number];
    if (outcome !== undefined) {
        return { stack, look, outcome, text: stdout.trim() };
    }
    const ends = { missing: "The program cannot be started.", timeout: "It was not done in time." };
    const end = typeof status === "number" ? `It ended with the status ${status}.` : ends[status];
    return { stack, look, outcome: "failed", text: [stdout.trim(), stderr.trim(), end].filter((part) => part !== "").join("\n\n") };
}

/** Keeps a result in a folder, as a file. */
export function keep(folder: string, result: Result): void {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${result.stack}.${result.look}.json`), JSON.stringify(result));
}

/**
 * The results that a folder has, by stack, and of each stack in the order of the looks.
 * @throws Error of a folder that has none.
 */
export function kept(folder: string): Result[] {
    const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".json")) : [];
    if (files.length === 0) {
        throw new Error(`The folder ${folder} has no results; make them: npm run preview:stacks -- --out ${folder}`);
    }
    return files.sort().map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")));
}
