import { join, resolve } from "path";

/** The folder of Pulumi.yaml. */
export const projectFolder = resolve(__dirname, "..");

/** What the demo remembers between two runs. */
export const demoFolder = join(projectFolder, ".demo");

/** Where Pulumi keeps the state of the demo's stacks. */
export const stateFolder = join(demoFolder, "state");
