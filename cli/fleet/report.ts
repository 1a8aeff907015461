import { formatTable } from "../table";
import { Operation } from "./options";
import { Changes, Outcome } from "./run";

const verbs: Record<string, [todo: string, done: string]> = {
    create: ["to create", "created"],
    update: ["to update", "updated"],
    delete: ["to delete", "deleted"],
    replace: ["to replace", "replaced"],
};

const nothing: Record<Operation, string> = { preview: "no changes", up: "up to date", refresh: "no changes", destroy: "nothing to destroy" };

/** Changes in words, such as `4 to create, 1 to update`. */
export function changesText(operation: Operation, changes: Changes): string {
    const tense = operation === "preview" ? 0 : 1;
    const parts = Object.entries(changes).map(([kind, count]) => `${count} ${verbs[kind]?.[tense] ?? kind}`);
    return parts.length === 0 ? nothing[operation] : parts.join(", ");
}

/** How it went with a stack, in a few words. */
export function outcomeText(operation: Operation, { status, changes, reason }: Outcome): string {
    switch (status) {
        case "changed":
        case "unchanged":
            return changesText(operation, changes);
        case "not begun":
        case "waits":
            return `${status}: ${reason}`;
        default:
            return status;
    }
}

export const isFailed = ({ status }: Outcome) => status === "failed";

/** What a log's path is, of a stack. */
export type LogOf = (stack: string) => string;

/** The outcomes as a table, and why those that failed did. */
export function reportText(operation: Operation, outcomes: Outcome[], logOf: LogOf): string {
    const rows = outcomes.map((outcome) => [outcome.stack, `${outcome.seconds.toFixed(1)} s`, outcomeText(operation, outcome)]);
    const failures = outcomes.filter(isFailed).flatMap(({ stack, reason = "" }) => [
        "",
        `${stack}: failed (${logOf(stack)})`,
        ...reason.split("\n").map((line) => `  ${line}`.trimEnd()),
    ]);
    return [...formatTable([["stack", "time", "result"], ...rows], [1]), ...failures].join("\n");
}

/** The outcomes, for programs: a public contract. What is not there is null. */
export function reportJson(operation: Operation, outcomes: Outcome[], status: number, logOf: LogOf): object {
    return {
        action: operation,
        ok: status === 0,
        stacks: outcomes.map((outcome) => ({
            stack: outcome.stack,
            status: outcome.status,
            changes: outcome.changes,
            seconds: Math.round(outcome.seconds * 10) / 10,
            reason: outcome.reason ?? null,
            log: outcome.status === "not begun" || outcome.seconds === 0 ? null : logOf(outcome.stack),
        })),
    };
}
