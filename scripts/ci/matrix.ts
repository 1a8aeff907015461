import { parseArgs } from "util";
import { runScript } from "./runScript";
import { matrices, removedStacks, stacksIn } from "./stacks";

// npm run --silent ci:matrix -- [--base REF] >> "$GITHUB_OUTPUT"
runScript(async () => {
    const { base } = parseArgs({ options: { base: { type: "string" } } }).values;
    const stacks = stacksIn(process.cwd());
    process.stdout.write(matrices(stacks, base === undefined ? [] : await removedStacks(process.cwd(), stacks, base)));
    return 0;
});
