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

/** What the project's program exports: a function to be called, or else what comes of running it anew. */
export function loadProgram(project: Project): unknown {
    registerTypeScript(project);
    const require = requireOf(project);
    // A function declares all when it is called; any other program did so when it was loaded.
    if (typeof require.cache[require.resolve(project.main)]?.exports !== "function") {
        forgetModules(project);
    }
    return require(project.main);
}
