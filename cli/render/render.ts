import { availableParallelism } from "os";
import { join } from "path";
import { fileText } from "../../render/objects";
import { readProject } from "../../render/project";
import { OtherStacks, readOutputs } from "../../render/references";
import { RenderedStack, renderRun, runStack } from "../../render/stack";
import { Command } from "../command";
import { UsageError } from "../errors";
import { matchingStacks, orCannotTell } from "../stacks";
import { writeObjects } from "./folder";
import { parseOptions, RenderOptions, usage } from "./options";

const tell = (line: string) => void process.stderr.write(`${line}\n`);

/** What is said of a stack besides its objects. */
export function notes({ stack, objects, standIns, warnings }: RenderedStack): string[] {
    return [
        `${stack}: ${objects.length} objects`,
        ...standIns.map((standIn) => `  stand-in: ${standIn}`),
        ...warnings.map((warning) => `  warning: ${warning}`),
    ];
}

/** Does work on items one by one, and hands the results on to further work, of which so many run at a time. */
async function inTwoSteps<T, U>(items: T[], first: (item: T) => Promise<U>, second: (item: U) => Promise<void>, parallel: number): Promise<void> {
    const running = new Set<Promise<void>>();
    for (const item of items) {
        const work: Promise<void> = second(await first(item)).finally(() => running.delete(work));
        running.add(work);
        if (running.size >= parallel) {
            await Promise.race(running);
        }
    }
    await Promise.all(running);
}

async function run(args: string[]): Promise<number> {
    const options: RenderOptions = parseOptions(args);
    const start = Date.now();
    const project = readProject(process.cwd());
    const stacks = matchingStacks(project, options.stack);
    if (stacks.length > 1 && options.out === undefined) {
        throw new UsageError(`--stack ${options.stack} means ${stacks.length} stacks, which need a folder: give one with --out DIR`);
    }
    const others = new OtherStacks(project, options.outputs === undefined ? {} : readOutputs(options.outputs));
    let count = 0;
    const finish = (rendered: RenderedStack) => {
        count += rendered.objects.length;
        notes(rendered).forEach(tell);
        if (options.out === undefined) {
            process.stdout.write(rendered.objects.map((object) => `---\n${fileText(object)}`).join(""));
        } else {
            writeObjects(stacks.length > 1 ? join(options.out, rendered.stack) : options.out, rendered.objects);
        }
    };
    // Programs run one at a time, since Pulumi's settings are those of the process; helm runs beside them.
    await inTwoSteps(stacks, (stack) => runStack(stack, others), async (stackRun) => finish(await renderRun(stackRun, project, options.kubeVersion)), availableParallelism() + 1);
    if (stacks.length > 1) {
        const memory = Math.round(process.resourceUsage().maxRSS / 1024);
        tell(`${stacks.length} stacks, ${count} objects, ${((Date.now() - start) / 1000).toFixed(1)} s, at most ${memory} MB of memory`);
    }
    return 0;
}

export const render: Command = { summary: "writes the objects that a stack would have, without a cluster", usage, run: (args) => orCannotTell(() => run(args)) };
