import { readFileSync } from "fs";
import { homedir } from "os";
import { delimiter, join, resolve } from "path";
import { parse } from "yaml";
import { firstLine } from "../errors";
import { atHome } from "../shared/home";

/** What a kubeconfig offers, or why it cannot be read. */
export type Contexts = { names: string[]; current?: string } | { unreadable: string };

/** Reads a kubeconfig's contexts; without a path, those of the files that kubectl reads. */
export type ReadContexts = (path?: string) => Contexts;

function readFile(path: string): { names: string[]; current?: string } {
    const content = parse(readFileSync(path, "utf8")) ?? {};
    const names = (content.contexts ?? []).map(({ name }: { name: string }) => name);
    return { names, ...(content["current-context"] && { current: content["current-context"] }) };
}

/** The same as ReadContexts, of files whose paths are from a folder. */
export function contextsReader(folder: string, env: NodeJS.ProcessEnv = process.env): ReadContexts {
    return (path) => {
        const files = path === undefined ? (env.KUBECONFIG || join(homedir(), ".kube", "config")).split(delimiter) : [resolve(folder, atHome(path))];
        try {
            const read = files.filter((file) => file !== "").map(readFile);
            return { names: read.flatMap(({ names }) => names), current: read.find(({ current }) => current !== undefined)?.current };
        } catch (error) {
            return { unreadable: (error as NodeJS.ErrnoException).code === "ENOENT" ? "does not exist" : `cannot be read: ${firstLine(error)}` };
        }
    };
}
