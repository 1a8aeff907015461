import { execFileSync } from "child_process";

/** Why the slow tests are skipped. */
export const notAskedFor = "the environment variable E2E_FAULTS is not set; with it, and the clusters, each file of them takes 15 to 25 minutes";

/** Shell commands that cut the edge's network, and mend it. */
export interface CutCommands {
    cut: string;
    heal: string;
}

export const noCutCommands =
    "the environment variables E2E_CUT_EDGE and E2E_HEAL_EDGE do not both hold a shell command that cuts the edge's network, and one that mends it";

export function cutCommands(): CutCommands | undefined {
    const { E2E_CUT_EDGE: cut, E2E_HEAL_EDGE: heal } = process.env;
    return cut && heal ? { cut, heal } : undefined;
}

/** Runs one of the commands. */
export const run = (command: string): void => void execFileSync("sh", ["-c", command], { stdio: "ignore" });

/** Does something while the edge is cut off, and mends its network then. */
export async function whileCutOff({ cut, heal }: CutCommands, action: () => Promise<void>): Promise<void> {
    run(cut);
    try {
        await action();
    } finally {
        run(heal);
    }
}
