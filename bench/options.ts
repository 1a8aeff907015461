import { parseArgs } from "util";

/** What the command line asks for. */
export interface BenchOptions {
    /** Names of benchmarks; none means all. */
    names: string[];
    rounds?: number;
    quick: boolean;
    json: boolean;
    help: boolean;
}

const config = {
    allowPositionals: true,
    options: { rounds: { type: "string" }, quick: { type: "boolean" }, json: { type: "boolean" }, help: { type: "boolean" } },
} as const;

/**
 * Reads the command line.
 * @throws Error that says what is wrong, and what is right.
 */
export function parseOptions(args: string[], known: string[]): BenchOptions {
    const { values, positionals: names } = parseArgs({ args, ...config });
    const unknown = names.find((name) => !known.includes(name));
    if (unknown !== undefined) {
        throw new Error(`"${unknown}" is not a benchmark: give one of ${known.join(", ")}`);
    }
    const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
    if (rounds !== undefined && !(Number.isInteger(rounds) && rounds > 0)) {
        throw new Error(`--rounds ${values.rounds} is not a count: give a whole number from 1`);
    }
    const { quick = false, json = false, help = false } = values;
    return { names, quick, json, help, ...(rounds !== undefined && { rounds }) };
}
