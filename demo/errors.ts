export { firstLine, UsageError } from "../cli/errors";

/** The demo cannot go on; the message says why, and what to do. */
export class DemoError extends Error {}

/** Something that the demo needs and that is not there, and how to get it. */
export interface Missing {
    what: string;
    get: string;
}

/** One line for each missing thing. */
export function missingText(missing: Missing[]): string {
    return missing.map(({ what, get }) => `  - ${what}: ${get}`).join("\n");
}
