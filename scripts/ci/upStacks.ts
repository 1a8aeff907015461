import { parseArgs } from "util";
import { wholeNumber } from "../../cli/flags";
import { runProgram } from "../../cli/program";
import { atATime } from "../../cli/shared/atATime";
import { runScript } from "./runScript";
import { StackFile, stacksIn } from "./stacks";

const usage = `npm run up:stacks -- [--parallel N]

Updates each stack that has a file Pulumi.<stack>.yaml, with the policy pack and without a question: global stacks first, then edges, N at a time (4).
A failed edge does not stop the others; a failed global stack leaves the edges as they are. It ends with 1 where an update failed.`;

/** Updates global stacks one after the other, then edges, and returns the names of those that failed. */
export async function upStacks(stacks: StackFile[], parallel: number, up: (stack: string) => Promise<boolean>): Promise<string[]> {
    const failed: string[] = [];
    const ofRole = (role: string) => stacks.filter((stack) => stack.role === role);
    const update = async ({ name }: StackFile) => {
        if (!(await up(name))) {
            failed.push(name);
        }
    };
    await atATime(1, ofRole("global"), update);
    if (failed.length === 0) {
        await atATime(parallel, ofRole("edge"), update);
    }
    return failed.sort();
}

/** Runs `pulumi up` to its end, however long it takes: what ends it in between leaves a stack locked. */
async function up(stack: string): Promise<boolean> {
    const args = ["up", "--yes", "--stack", stack, "--policy-pack", "policy", "--non-interactive", "--color", "never", "--suppress-progress", "--suppress-outputs"];
    const { status, stdout, stderr } = await runProgram("pulumi", args, 0);
    console.log(`${stack}: ${status === 0 ? "updated" : "failed"}\n${stdout}${stderr}`);
    return status === 0;
}

async function main(): Promise<number> {
    const { values } = parseArgs({ options: { parallel: { type: "string", default: "4" }, help: { type: "boolean" } } });
    if (values.help) {
        console.log(usage);
        return 0;
    }
    const failed = await upStacks(stacksIn(process.cwd()), wholeNumber("--parallel", values.parallel, [1, 100], 4), up);
    if (failed.length > 0) {
        console.error(`Failed: ${failed.join(", ")}`);
    }
    return failed.length > 0 ? 1 : 0;
}

if (require.main === module) {
    runScript(main);
}
