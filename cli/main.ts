#!/usr/bin/env node
import { meant } from "../components/nearestKey";
import { Command } from "./command";
import { diff } from "./diff/diff";
import { doctor } from "./doctor/doctor";
import { CannotTell, UsageError } from "./errors";
import { fleet } from "./fleet/fleet";
import { render } from "./render/render";
import { size } from "./size/size";

/** The commands by name. */
export const commands: Record<string, Command> = { doctor, render, diff, fleet, size };

/** What `--help` shows. */
export function usage(): string {
    const width = Math.max(...Object.keys(commands).map((name) => name.length));
    const list = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
    return `npx multicluster-prometheus COMMAND [options]\n\n${list.join("\n")}\n\nThe options of a command are listed by: npx multicluster-prometheus COMMAND --help`;
}

/**
 * Runs a command, and returns the exit status.
 * @throws UsageError where there is no such command.
 */
export async function runCommand([name, ...args]: string[], print: (text: string) => void): Promise<number> {
    if (name === undefined || name === "--help" || name === "-h" || name === "help") {
        print(usage());
        return name === undefined ? 2 : 0;
    }
    if (!Object.hasOwn(commands, name)) {
        throw new UsageError(`"${name}" is not a command${meant(name, Object.keys(commands))}. The commands are listed by: npx multicluster-prometheus --help`);
    }
    if (args.includes("--help") || args.includes("-h")) {
        print(commands[name].usage);
        return 0;
    }
    return commands[name].run(args);
}

async function main(): Promise<number> {
    try {
        return await runCommand(process.argv.slice(2), (text) => process.stdout.write(`${text}\n`));
    } catch (error) {
        const isExpected = error instanceof UsageError || error instanceof CannotTell;
        process.stderr.write(`${isExpected ? error.message : String((error as Error).stack)}\n`);
        return 2;
    }
}

if (require.main === module) {
    // Node's own status for it, 1, means something else.
    process.on("uncaughtException", (error) => {
        process.stderr.write(`${String(error.stack ?? error)}\n`);
        process.exit(2);
    });
    void main().then((status) => {
        process.exitCode = status;
    });
}
