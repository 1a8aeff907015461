import { meant } from "../components/nearestKey";
import { RenderError } from "../render/errors";
import { Project, shortName, stackNames } from "../render/project";
import { CannotTell } from "./errors";
import { matcher } from "./shared/glob";

/**
 * The stacks that a name or a glob means: of the project, unless others are given.
 * @throws CannotTell where there is none.
 */
export function matchingStacks(project: Project, glob: string, names = stackNames(project)): string[] {
    const found = names.filter(matcher(shortName(glob)));
    if (found.length === 0) {
        const there = names.length > 0 ? `there are ${names.join(", ")}` : "there is none";
        throw new CannotTell(`No file Pulumi.<stack>.yaml in ${project.stackFolder} is that of --stack ${glob}${meant(glob, names, `: ${there}`)}`);
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
