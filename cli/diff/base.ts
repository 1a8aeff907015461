import { existsSync, lstatSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from "fs";
import { tmpdir } from "os";
import { dirname, join, relative } from "path";
import { execute, lastLine } from "../../render/exec";
import { CannotTell } from "../errors";

/** A state of the repository that the working tree is compared with. */
export interface Base {
    /** Folder that is to the base what the project's folder is to the working tree. */
    folder: string;
    /** The commit in words: `1a2b3c4 (merge base with main)`. */
    name: string;
    /** What makes the comparison less exact. */
    warnings: string[];
}

async function git(cwd: string, ...args: string[]): Promise<string | undefined> {
    const { status, stdout } = await execute("git", args, { cwd });
    if (status === "missing") {
        throw new CannotTell("git, which has the state before the change, is not on PATH: https://git-scm.com/downloads");
    }
    return status === 0 ? stdout.trim() : undefined;
}

/**
 * The commit of a reference, or where none is given, the one where the branch left main.
 * @throws CannotTell where there is none.
 */
export async function findCommit(folder: string, ref: string | undefined): Promise<{ commit: string; name: string }> {
    if (ref !== undefined) {
        const commit = await git(folder, "rev-parse", "--verify", "--quiet", `${ref}^{commit}`);
        if (commit === undefined) {
            throw new CannotTell(`--base ${ref} is no commit, branch or tag here: "git log ${ref}" must show it; in a shallow clone, fetch it first`);
        }
        return { commit, name: ref };
    }
    for (const main of ["origin/main", "main", "origin/master", "master"]) {
        const commit = await git(folder, "merge-base", "HEAD", main);
        if (commit !== undefined) {
            return { commit, name: `merge base with ${main}` };
        }
    }
    throw new CannotTell("There is no merge base with main: name what to compare with by --base; in a shallow clone, fetch its history first (git fetch --unshallow)");
}

/** Folders from the project's up to the repository's, as paths within that. */
function foldersUp(inside: string): string[] {
    return inside === "" || inside === "." ? [""] : [inside, ...foldersUp(dirname(inside))];
}

/** Gives the base the working tree's packages, which both programs then share. */
function linkPackages(top: string, base: string, inside: string): void {
    for (const folder of foldersUp(inside)) {
        const [packages, link] = [top, base].map((root) => join(root, folder, "node_modules"));
        if (existsSync(packages) && existsSync(join(base, folder)) && lstatSync(link, { throwIfNoEntry: false }) === undefined) {
            symlinkSync(realpathSync(packages), link);
        }
    }
}

/** Builds the base's own package where the program is one that imports it by its name; returns what went wrong. */
async function buildPackage(top: string, base: string, inside: string): Promise<string[]> {
    const file = join(base, "package.json");
    const { main, scripts } = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : ({} as Record<string, any>);
    if (inside === "" || main === undefined || scripts?.build === undefined || existsSync(join(base, main)) || !existsSync(join(top, main))) {
        return [];
    }
    const { status, stdout, stderr } = await execute("npm", ["run", "build"], { cwd: base, timeoutMs: 300_000 });
    return status === 0 ? [] : [`The package of the base cannot be built (npm run build): ${lastLine(stderr || stdout)}`];
}

const lockFile = (folder: string) => (existsSync(join(folder, "package-lock.json")) ? readFileSync(join(folder, "package-lock.json"), "utf8") : "");

/**
 * Checks the base out into a temporary folder for as long as the work takes.
 * @throws CannotTell where there is no repository or no such commit.
 */
export async function withBase<T>(projectFolder: string, ref: string | undefined, work: (base: Base) => Promise<T>): Promise<T> {
    const top = await git(projectFolder, "rev-parse", "--show-toplevel");
    if (top === undefined) {
        throw new CannotTell(`${projectFolder} is in no git repository, which has the state before the change`);
    }
    const { commit, name } = await findCommit(projectFolder, ref);
    const inside = relative(realpathSync(top), realpathSync(projectFolder));
    const parent = mkdtempSync(join(realpathSync(tmpdir()), "multicluster-prometheus-base-"));
    const folder = join(parent, "base");
    try {
        const added = await execute("git", ["worktree", "add", "--detach", "--quiet", folder, commit], { cwd: top });
        if (added.status !== 0) {
            throw new CannotTell(`git cannot check out ${name}: ${lastLine(added.stderr)}`);
        }
        linkPackages(top, folder, inside);
        const unbuilt = await buildPackage(top, folder, inside);
        const otherPackages = lockFile(top) === lockFile(folder) ? [] : ["package-lock.json differs, and the base ran with the packages of the working tree"];
        return await work({ folder: join(folder, inside), name: `${commit.slice(0, 7)} (${name})`, warnings: [...unbuilt, ...otherPackages] });
    } finally {
        rmSync(parent, { recursive: true, force: true });
        await git(top, "worktree", "prune");
    }
}
