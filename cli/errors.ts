/** The command line is wrong; the message says how, and what is right. */
export class UsageError extends Error {}

/** A command cannot tell what it was asked; the message says why, and what to do. */
export class CannotTell extends Error {}

/** The first line of an error's message. */
export function firstLine(error: unknown): string {
    return String((error as Error).message || error).trim().split("\n")[0];
}
