import Mocha from "mocha";

const reasons = new Map<string, string[]>();

/** Skips a test, or all tests of a suite from its before hook, and keeps the reason for the end of the run. */
export function skip(context: Mocha.Context, reason: string): never {
    const title = context.test?.parent?.titlePath().join(" ") ?? "";
    const skipped = context.test instanceof Mocha.Hook ? title : `${title}: ${context.test?.title}`;
    reasons.set(reason, [...(reasons.get(reason) ?? []), skipped]);
    return context.skip();
}

/** Each reason, and what was skipped for it. */
export function skipReasons(): Map<string, string[]> {
    return reasons;
}
