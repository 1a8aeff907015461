import { availableParallelism } from "os";
import { CannotTell } from "../errors";
import { Command } from "../command";
import { RenderError } from "../../render/errors";
import { Project, readProject, stackNames } from "../../render/project";
import { OtherStacks, readOutputs } from "../../render/references";
import { RenderedStack, renderRun, runStack } from "../../render/stack";
import { showsColour } from "../shared/screen";
import { matchingStacks, orCannotTell } from "../stacks";
import { Base, withBase } from "./base";
import { diffMarkdown } from "./markdown";
import { DiffOptions, parseOptions, usage } from "./options";
import { compareStacks, failedStack, StackDiff } from "./stackDiff";
import { diffText } from "./text";

/** One of the two states of the project. */
interface Side {
    project: Project;
    others: OtherStacks;
    stacks: string[];
}

function sideOf(folder: string, outputs: Record<string, unknown>): Side {
    const project = readProject(folder);
    return { project, others: new OtherStacks(project, outputs), stacks: stackNames(project) };
}

/** Runs a stack's program, and starts to render what it declared; what fails is thrown to who asks for it. */
async function startRender({ project, others, stacks }: Side, stack: string, kubeVersion: string): Promise<() => Promise<RenderedStack | undefined>> {
    if (!stacks.includes(stack)) {
        return async () => undefined;
    }
    const run = runStack(stack, others);
    await run.catch(() => undefined);
    const rendered = run.then((stackRun) => renderRun(stackRun, project, kubeVersion));
    rendered.catch(() => undefined);
    return () => rendered;
}

/** Says of a failure of the base's program that it is the base's. */
async function ofBase<T>(name: string, work: Promise<T>): Promise<T> {
    try {
        return await work;
    } catch (error) {
        throw error instanceof RenderError ? new RenderError(`In ${name}: ${error.message}`) : error;
    }
}

/** What `compare` says of a stack, or why it cannot be told. */
async function orFailed(stack: string, compare: () => Promise<StackDiff>): Promise<StackDiff> {
    try {
        return await compare();
    } catch (error) {
        if (error instanceof RenderError) {
            return failedStack(stack, error.message);
        }
        throw error;
    }
}

/** Compares the stacks, of which so many are rendered at a time. */
async function compareAll(base: Side, now: Side, stacks: string[], baseName: string, kubeVersion: string): Promise<StackDiff[]> {
    const diffs: Promise<StackDiff>[] = [];
    for (const stack of stacks) {
        const before = await startRender(base, stack, kubeVersion);
        const after = await startRender(now, stack, kubeVersion);
        diffs.push(orFailed(stack, async () => compareStacks(stack, await ofBase(baseName, before()), await after())));
        diffs[diffs.length - 1].catch(() => undefined);
        if (diffs.length >= availableParallelism()) {
            await diffs[diffs.length - availableParallelism()];
        }
    }
    return Promise.all(diffs);
}

function show(diffs: StackDiff[], base: string, { format, limit }: DiffOptions): string {
    switch (format) {
        case "json":
            return `${JSON.stringify({ base, stacks: diffs })}\n`;
        case "markdown":
            return diffMarkdown(diffs, base, limit);
        default:
            return `${diffText(diffs, base, { withYaml: format === "text", colour: showsColour() })}\n`;
    }
}

/** The base has its stacks, unless it has no project yet. */
function baseSide({ folder }: Base, now: Project, outputs: Record<string, unknown>): Side {
    try {
        return sideOf(folder, outputs);
    } catch (error) {
        if (error instanceof RenderError) {
            return { project: now, others: new OtherStacks(now), stacks: [] };
        }
        throw error;
    }
}

async function run(args: string[]): Promise<number> {
    const options = parseOptions(args);
    const outputs = options.outputs === undefined ? {} : readOutputs(options.outputs);
    const now = sideOf(process.cwd(), outputs);
    return withBase(process.cwd(), options.base, async (base) => {
        const before = baseSide(base, now.project, outputs);
        const all = [...new Set([...before.stacks, ...now.stacks])].sort();
        const stacks = matchingStacks(now.project, options.stack, all);
        const diffs = await compareAll(before, now, stacks, base.name, options.kubeVersion);
        const failed = diffs.filter(({ status }) => status === "failed");
        base.warnings.forEach((warning) => process.stderr.write(`warning: ${warning}\n`));
        if (failed.length === diffs.length) {
            throw new CannotTell([...new Set(failed.map(({ reason }) => reason))].join("\n"));
        }
        process.stdout.write(show(diffs, base.name, options));
        failed.forEach(({ stack, reason }) => process.stderr.write(`Stack ${stack} cannot be compared: ${reason}\n`));
        return failed.length > 0 ? 2 : diffs.every(({ status }) => status === "same") ? 0 : 1;
    });
}

export const diff: Command = { summary: "says what a change does to the objects of a stack, in words and as YAML", usage, run: (args) => orCannotTell(() => run(args)) };
