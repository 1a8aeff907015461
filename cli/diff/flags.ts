import { Change } from "./change";
import { exposureFlags } from "./exposure";
import { lossFlags } from "./loss";
import { replacementFlags } from "./replacement";
import { restartFlags } from "./restarts";

/** What a change may do that a reviewer must know of. */
export const dangers = {
    data: "loses data",
    replaces: "replaces or deletes",
    exposure: "widens exposure",
    restarts: "restarts pods",
    outputs: "changes an output",
} as const;

export type Danger = keyof typeof dangers;

/** A danger, and what brings it. */
export interface Flag {
    danger: Danger;
    text: string;
}

/** What a change of an object may do. */
export function flagsOf(change: Change): Flag[] {
    const found: [Danger, string[]][] = [
        ["data", lossFlags(change)],
        ["replaces", replacementFlags(change)],
        ["exposure", exposureFlags(change)],
        ["restarts", restartFlags(change)],
    ];
    return found.flatMap(([danger, texts]) => texts.map((text) => ({ danger, text })));
}
