import { execFileSync } from "child_process";

/** Why the tests that take a quarter of an hour are skipped. */
export const notAskedFor = "the environment variable E2E_FAULTS is not set; with it, and the clusters, they take a quarter of an hour";

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

/** Does something while the edge is cut off, and mends its network then. */
export async function whileCutOff({ cut, heal }: CutCommands, action: () => Promise<void>): Promise<void> {
    const run = (command: string) => execFileSync("sh", ["-c", command], { stdio: "ignore" });
    run(cut);
    try {
        await action();
    } finally {
        run(heal);
    }
}
