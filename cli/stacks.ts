import { nearestKey } from "../components/nearestKey";
import { RenderError } from "../render/errors";
import { Project, shortName, stackNames } from "../render/project";
import { CannotTell } from "./errors";

/** Whether a pattern, in which `*` stands for anything, is that of a name. */
function matches(pattern: string, name: string): boolean {
    const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`).test(name);
}

/**
 * The stacks that a name or a pattern means: of the project, unless others are given.
 * @throws CannotTell where there is none.
 */
export function matchingStacks(project: Project, pattern: string, names = stackNames(project)): string[] {
    const found = names.filter((name) => matches(shortName(pattern), name));
    if (found.length === 0) {
        const nearest = nearestKey(pattern, names);
        const advice = nearest !== undefined ? `"${nearest}" was meant` : names.length > 0 ? `there are ${names.join(", ")}` : "there is none";
        throw new CannotTell(`No file Pulumi.<stack>.yaml in ${project.stackFolder} is that of --stack ${pattern}: ${advice}`);
    }
    return found;
}

/** Tells what cannot be rendered as what a command could not do. */
export async function orCannotTell<T>(work: () => Promise<T>): Promise<T> {
    try {
        return await work();
    } catch (error) {
        throw error instanceof RenderError ? new CannotTell(error.message) : error;
    }
}
