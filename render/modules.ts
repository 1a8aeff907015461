import { createRequire } from "module";
import { join, sep } from "path";
import { RenderError } from "./errors";
import { Project } from "./project";
import { registerTypeScript } from "./typescript";

/** Pulumi's SDK. */
export type Pulumi = typeof import("@pulumi/pulumi");

const requireOf = ({ folder }: Project) => createRequire(join(folder, "package.json"));

/** The SDK that the project's program uses, whose mocks it will meet. */
export function loadPulumi(project: Project): Pulumi {
    try {
        return requireOf(project)("@pulumi/pulumi");
    } catch {
        throw new RenderError(`${project.folder} has no @pulumi/pulumi: run "npm ci" there`);
    }
}

/** Forgets the modules of the project, so that they run anew for each stack; those of packages stay. */
function forgetModules(project: Project): void {
    for (const file of Object.keys(require.cache)) {
        if (file.startsWith(join(project.folder, sep)) && !file.includes(`${sep}node_modules${sep}`)) {
            delete require.cache[file];
        }
    }
}

/** Runs the project's program anew, and returns what it exports. */
export function loadProgram(project: Project): unknown {
    registerTypeScript(project);
    forgetModules(project);
    return requireOf(project)(project.main);
}
