import { readdirSync, readFileSync } from "fs";
import { join } from "path";
import { parse } from "yaml";
import { findCommit } from "../../cli/diff/base";
import { execute } from "../../render/exec";

/** A stack that a file `Pulumi.<name>.yaml` configures. */
export interface StackFile {
    name: string;
    role: "global" | "edge";
}

/**
 * The stacks that the files in a project's folder configure, in the order of their names.
 * @throws Error of a file that does not say its role.
 */
export function stacksIn(folder: string): StackFile[] {
    const stacks: StackFile[] = [];
    for (const file of readdirSync(folder).sort()) {
        const [, name] = /^Pulumi\.(.+)\.yaml$/.exec(file) ?? [];
        if (name !== undefined) {
            const role = parse(readFileSync(join(folder, file), "utf8"))?.config?.["multicluster-prometheus:role"];
            if (role !== "global" && role !== "edge") {
                throw new Error(`${file} has the role ${JSON.stringify(role)}; set it: pulumi config set role edge --stack ${name}   # or global`);
            }
            stacks.push({ name, role });
        }
    }
    return stacks;
}

/**
 * Names of the stacks whose file is there at a commit, and no longer in the folder: their clusters keep what is deployed, which a reviewer must know.
 * @param base Commit, branch or tag; else the merge base with main.
 * @throws Error of a commit that is not there.
 */
export async function removedStacks(folder: string, stacks: StackFile[], base?: string): Promise<string[]> {
    const { commit } = await findCommit(folder, base);
    const { status, stdout, stderr } = await execute("git", ["ls-tree", "--name-only", "-z", commit], { cwd: folder });
    if (status !== 0) {
        throw new Error(`git cannot list the files of ${commit}: ${stderr.trim()}`);
    }
    const names = stdout.split("\0").flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []);
    return names.filter((name) => !stacks.some((stack) => stack.name === name)).sort();
}

/**
 * The names of all stacks, of those of each role, and of those whose manifests are compared, as outputs of a step of GitHub Actions: JSON for a job's matrix.
 * @param removed Names of stacks whose file is gone.
 */
export function matrices(stacks: StackFile[], removed: string[] = []): string {
    const names = (chosen: StackFile[]) => JSON.stringify(chosen.map(({ name }) => name));
    const ofRole = (role: string) => names(stacks.filter((stack) => stack.role === role));
    const compared = [...stacks.map(({ name }) => name), ...removed].sort();
    return `stacks=${names(stacks)}\nmanifests=${JSON.stringify(compared)}\nglobals=${ofRole("global")}\nedges=${ofRole("edge")}\n`;
}
