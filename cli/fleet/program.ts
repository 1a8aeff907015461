import type { PulumiFn } from "@pulumi/pulumi/automation";
import { readFileSync } from "fs";
import { createRequire } from "module";
import { dirname, join } from "path";
import { parse } from "yaml";

/** Loads modules as a program in a folder would: Pulumi's SDK there has one state, which the program and who runs it must share. */
export const requireIn = (folder: string): NodeJS.Require => createRequire(join(folder, "package.json"));

/** Loads Pulumi's SDK of a folder. @throws Error where its packages are not installed. */
export function requireSdk(folder: string): typeof import("@pulumi/pulumi/automation") {
    try {
        return requireIn(folder)("@pulumi/pulumi/automation");
    } catch (error) {
        throw (error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND" ? new Error(`The packages of ${folder} are not there: run npm ci in it`) : error;
    }
}

/**
 * Loads the program of a folder's project, so that it can run for stack after stack in this process.
 * @throws Error where its module exports no function: another program would run once, when it is loaded.
 */
export function loadProgram(folder: string): PulumiFn {
    const { runtime, main = "index.ts" } = parse(readFileSync(join(folder, "Pulumi.yaml"), "utf8"));
    const requireThere = requireIn(folder);
    if (/\.ts$/.test(main)) {
        const project = join(folder, dirname(main), runtime.options?.tsconfig ?? "tsconfig.json");
        // Types are checked by a build, not here.
        requireThere("ts-node").register({ project, transpileOnly: true });
    }
    const program = requireThere(join(folder, main));
    if (typeof program !== "function") {
        throw new Error(`${join(folder, main)} exports no function, as this project's index.ts does: a fleet runs that program`);
    }
    return program;
}
