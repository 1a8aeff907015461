import { Command } from "../command";
import { sizeOf } from "./arithmetic";
import { parseOptions, usage } from "./options";
import { sizeText } from "./report";
import { withDefaults } from "./stackFiles";

function run(args: string[]): Promise<number> {
    const options = parseOptions(args);
    const size = withDefaults(sizeOf(options.fleet));
    process.stdout.write(`${options.json ? JSON.stringify(size) : sizeText(size, options)}\n`);
    return Promise.resolve(0);
}

export const size: Command = { summary: "says what a fleet of so many edges and series needs, and the lines for its stacks' files", usage, run: async (args) => run(args) };
