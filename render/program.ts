import { withQuietConsole } from "./console";
import { Declared, StackOutputs, StandInEngine } from "./engine";
import { RenderError } from "./errors";
import { withoutSecrets } from "./finder";
import { noteSecrets, turns } from "./marks";
import { loadProgram, loadPulumi, Pulumi } from "./modules";
import { Project, StackConfig } from "./project";
import { textsIn } from "./secrets";

/** What a stack's program declared. */
export interface ProgramRun {
    declared: Declared[];
    outputs: Record<string, unknown>;
    secretOutputs: string[];
    /** What is secret, leaf by leaf, as far as the program marks it or another stack's outputs are. */
    secretLeaves: unknown[];
    warnings: string[];
    /** Stacks that it reads. */
    readStacks: string[];
    /** Functions of providers that it called, and that nobody answers here. */
    unanswered: string[];
}

/** What a program runs with. */
export interface ProgramInputs {
    stack: string;
    config: Pick<StackConfig, "texts" | "secretKeys">;
    /** Outputs of the stacks that it reads. */
    stacks: StackOutputs;
}

const timeoutMs = 60_000;

type Known = { promise(): Promise<unknown> };

/** The values of what a program exports, and which of them are secret. */
async function outputsOf(pulumi: Pulumi, exported: object): Promise<Pick<ProgramRun, "outputs" | "secretOutputs">> {
    const found = await Promise.all(
        Object.entries(exported).map(async ([name, value]) => {
            const output = pulumi.output(value);
            const [known, isSecret] = await Promise.all([(output as unknown as Known).promise(), pulumi.isSecret(output)]);
            return { name, known, isSecret };
        }),
    );
    return {
        outputs: Object.fromEntries(found.filter(({ known }) => known !== undefined).map(({ name, known }) => [name, known])),
        secretOutputs: found.filter(({ isSecret }) => isSecret).map(({ name }) => name),
    };
}

/** Texts that stand in clear in the stack's configuration. */
const clearTexts = (texts: Record<string, string>) => new Set(Object.values(texts).flatMap((text) => textsIn(parsed(text))));

function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return text;
    }
}

/** Leaves as they may stand in a text. */
const textsOf = (leaves: unknown[]) => leaves.map(String);

const ignore = () => undefined;

/** Waits for work, or for an error that nobody handles: a program's resources are declared where no caller waits for them. */
async function orUnhandled<T>(work: () => Promise<T>): Promise<T> {
    let stop = () => undefined as void;
    const failure = new Promise<never>((_, reject) => {
        const timer = setTimeout(() => reject(new RenderError(`The program did not end in ${timeoutMs / 1000} s: does it wait for something that only a cluster answers?`)), timeoutMs);
        process.on("unhandledRejection", reject);
        stop = () => {
            clearTimeout(timer);
            process.off("unhandledRejection", reject);
        };
    });
    try {
        return await Promise.race([work(), failure]);
    } catch (error) {
        // What depends on that fails after it, and says no more.
        process.off("unhandledRejection", ignore).on("unhandledRejection", ignore);
        await turns(10);
        throw error;
    } finally {
        stop();
    }
}

/**
 * Runs a project's program for a stack in this process: without Pulumi's engine, a cluster, and credentials.
 * Where it reads a stack that is not known, it may end early, and the result is of no use but for `readStacks`.
 * @throws what the program throws.
 */
export async function runProgram(project: Project, { stack, config, stacks }: ProgramInputs): Promise<ProgramRun> {
    const pulumi = loadPulumi(project);
    const engine = new StandInEngine(stacks);
    const folder = process.cwd();
    const { stackTraceLimit } = Error;
    const noted = noteSecrets(pulumi);
    const secrets = async () => {
        const handedOver = [...stacks.values()].flatMap((other) => other.secretOutputs.map((name) => other.outputs[name]));
        // The names of edges are users of their credentials, too.
        const plain = [...stacks.values()].flatMap((other) => Object.entries(other.outputs).filter(([name]) => !other.secretOutputs.includes(name)));
        return noted(handedOver, new Set([...clearTexts(config.texts), ...textsIn(plain)]));
    };
    process.chdir(project.folder);
    // Pulumi takes a stack trace for each promise, which is a third of the time; some lines say enough of an error.
    Error.stackTraceLimit = 2;
    try {
        await pulumi.runtime.setMocks(engine, project.name, stack, false, "organization");
        engine.watch((pulumi.runtime as unknown as { getMonitor(): unknown }).getMonitor());
        pulumi.runtime.setAllConfig(config.texts, config.secretKeys);
        const { result, warnings } = await withQuietConsole(() =>
            orUnhandled(async () => {
                const program = loadProgram(project);
                const exported = typeof program === "function" ? await program() : program;
                const outputs = outputsOf(pulumi, exported ?? {});
                outputs.catch(ignore);
                await pulumi.runtime.disconnect();
                // By then Node has told of what nobody waits for.
                await turns(2);
                return outputs;
            }),
        );
        const secretLeaves = await secrets();
        return { ...result, secretLeaves, declared: engine.declared, warnings: warnings.map(withoutSecrets(textsOf(secretLeaves))), readStacks: [...engine.readStacks], unanswered: [...engine.unanswered] };
    } catch (error) {
        if (error instanceof Error) {
            error.message = withoutSecrets(textsOf(await secrets()))(error.message);
        }
        // With the outputs of another stack it may do better.
        const readStacks = [...engine.readStacks];
        if (readStacks.some((name) => !stacks.has(name))) {
            return { declared: [], outputs: {}, secretOutputs: [], secretLeaves: [], warnings: [], unanswered: [], readStacks };
        }
        throw error;
    } finally {
        process.chdir(folder);
        Error.stackTraceLimit = stackTraceLimit;
    }
}
