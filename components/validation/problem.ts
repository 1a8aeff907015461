/** Something wrong with an arg. */
export interface Problem {
    /** Where: the path of the arg, such as `queueConfig.maxShards`. */
    path: string;
    /** What is wrong, and the rule that it breaks. */
    reason: string;
    /** A value that would be right. */
    example?: unknown;
    /** Whether the arg's value may be a secret, which no error shows. */
    confidential?: boolean;
    /** Whether the arg works all the same. */
    warning?: boolean;
}

/** A value that is not known yet: an output of another resource. */
export const pending = Symbol("pending");

/** Whether a value is there to be checked. */
export function isKnown(value: unknown): boolean {
    return value !== undefined && value !== pending;
}

/** One problem in words. */
export function describeProblem({ reason, example }: Problem): string {
    return example === undefined ? reason : `${reason}; such as ${JSON.stringify(example)}`;
}
