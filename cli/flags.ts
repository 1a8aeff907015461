import { parseArgs } from "util";
import { nearestKey } from "../components/nearestKey";
import { UsageError } from "./errors";

/** Whether each flag of a command takes a value. */
export type Flags = Record<string, "text" | "switch">;

/**
 * Reads flags; of a flag that is there twice, the last counts.
 * @throws UsageError of what the command does not know.
 */
export function parseFlags(args: string[], flags: Flags, command: string): Record<string, string | true> {
    const help = `The options are listed by: npx multicluster-prometheus ${command} --help`;
    const options = Object.fromEntries(
        Object.entries(flags).map(([name, kind]) => [name, { type: kind === "text" ? ("string" as const) : ("boolean" as const) }]),
    );
    const given: Record<string, string | true> = {};
    for (const token of parseArgs({ args, options, strict: false, tokens: true }).tokens) {
        if (token.kind === "positional") {
            throw new UsageError(`"${token.value}" is not an option of ${command}. ${help}`);
        }
        if (token.kind !== "option") {
            continue;
        }
        const { name, rawName, value, inlineValue } = token;
        if (!Object.hasOwn(flags, name)) {
            const nearest = nearestKey(name, Object.keys(flags));
            throw new UsageError(`${rawName} is not an option of ${command}${nearest === undefined ? "" : `: --${nearest} was meant`}. ${help}`);
        }
        if (flags[name] === "text" && (value === undefined || value === "" || (!inlineValue && value.startsWith("-")))) {
            throw new UsageError(`${rawName} needs a value. ${help}`);
        }
        if (flags[name] === "switch" && value !== undefined) {
            throw new UsageError(`${rawName} takes no value. ${help}`);
        }
        given[name] = value ?? true;
    }
    return given;
}

/**
 * The number that a flag says.
 * @throws UsageError where it is no whole number from a least to a greatest one; what it counts may be said.
 */
export function wholeNumber(flag: string, text: string, [least, greatest]: [number, number], example: number, unit = ""): number {
    const number = Number(text);
    if (!Number.isInteger(number) || number < least || number > greatest) {
        const range = greatest === Infinity ? `from ${least} on` : `from ${least} to ${greatest}`;
        throw new UsageError(`${flag} ${text} must be a whole number${unit} ${range}, such as ${flag} ${example}`);
    }
    return number;
}
