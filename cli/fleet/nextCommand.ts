import { relative } from "path";
import { quoted } from "../shared/quoted";

/** The fleet's file, unless `--file` names another. */
export const defaultFile = "fleet.yaml";

/** Which fleet a command is for. */
export interface Place {
    /** The fleet's file, as the command line has it. */
    name: string;
    /** The folder of it and of Pulumi.yaml. */
    folder: string;
}

/** An action of `fleet` for the same file, from where this one runs. */
export const fleetAction = (action: string, { name }: Pick<Place, "name">) => `fleet ${action}${name === defaultFile ? "" : ` --file ${quoted(name)}`}`;

/** A command line of that. */
export const fleetCommand = (action: string, place: Pick<Place, "name">) => `npx multicluster-prometheus ${fleetAction(action, place)}`;

/** A command line of Pulumi's CLI for the same project, from where this one runs. */
export function pulumiCommand(args: string, { folder }: Pick<Place, "folder">): string {
    const there = relative("", folder);
    return `pulumi ${args}${there === "" ? "" : ` --cwd ${quoted(there)}`}`;
}

/** What removes a stack. */
export const removal = (stack: string, place: Pick<Place, "folder">) =>
    `${pulumiCommand(`destroy --stack ${stack}`, place)} && ${pulumiCommand(`stack rm ${stack}`, place)}`;
