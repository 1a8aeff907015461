import type { PulumiFn } from "@pulumi/pulumi/automation";
import { readFileSync } from "fs";
import { createRequire } from "module";
import { dirname, join } from "path";
import { parse } from "yaml";

/** Loads modules as a program in a folder would: Pulumi's SDK there has one state, which the program and who runs it must share. */
export const requireIn = (folder: string): NodeJS.Require => createRequire(join(folder, "package.json"));

/**
 * Loads the program of a folder's project, so that it can run for stack after stack in this process.
 * Undefined where its module exports no function, or is no module of Node: then Pulumi has to start it for each.
 */
export function loadProgram(folder: string): PulumiFn | undefined {
    const { runtime, main = "index.ts" } = parse(readFileSync(join(folder, "Pulumi.yaml"), "utf8"));
    if ((runtime.name ?? runtime) !== "nodejs") {
        return undefined;
    }
    const requireThere = requireIn(folder);
    if (/\.ts$/.test(main)) {
        const project = join(folder, dirname(main), runtime.options?.tsconfig ?? "tsconfig.json");
        // Types are checked by a build, not here.
        requireThere("ts-node").register({ project, transpileOnly: true });
    }
    const program = requireThere(join(folder, main));
    return typeof program === "function" ? program : undefined;
}
