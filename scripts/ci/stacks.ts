import { readdirSync, readFileSync } from "fs";
import { join } from "path";
import { parse } from "yaml";

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

/** The names of all stacks, and of those of each role, as outputs of a step of GitHub Actions: JSON for a job's matrix. */
export function matrices(stacks: StackFile[]): string {
    const names = (chosen: StackFile[]) => JSON.stringify(chosen.map(({ name }) => name));
    const ofRole = (role: string) => names(stacks.filter((stack) => stack.role === role));
    return `stacks=${names(stacks)}\nglobals=${ofRole("global")}\nedges=${ofRole("edge")}\n`;
}
