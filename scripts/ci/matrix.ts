import { matrices, stacksIn } from "./stacks";

// npm run --silent ci:matrix >> "$GITHUB_OUTPUT"
process.stdout.write(matrices(stacksIn(process.cwd())));
