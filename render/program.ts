import { withQuietConsole } from "./console";
import { Declared, StackOutputs, StandInEngine } from "./engine";
import { RenderError } from "./errors";
import { loadProgram, loadPulumi, Pulumi } from "./modules";
import { Project, StackConfig } from "./project";
import { textsIn, withoutSecrets } from "./secrets";

/** What a stack's program declared. */
export interface ProgramRun {
    declared: Declared[];
    outputs: Record<string, unknown>;
    secretOutputs: string[];
    /** Texts that are secret, as far as the program marks them or another stack's outputs are. */
    secretTexts: string[];
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

/** Takes note of all that the program marks as secret; of a resource's inputs only the outermost mark is known. */
function noteSecrets(pulumi: Pulumi): { texts: () => Promise<string[]>; stop: () => void } {
    const sdk = pulumi as { secret: Pulumi["secret"] };
    const { secret } = sdk;
    const marked: Promise<unknown>[] = [];
    sdk.secret = ((value: unknown) => {
        const output = secret(value);
        marked.push((output as unknown as Known).promise().catch(ignore));
        return output;
    }) as Pulumi["secret"];
    return { texts: async () => textsIn(await Promise.all(marked.map((mark) => Promise.race([mark, turns(2)])))), stop: () => void (sdk.secret = secret) };
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

const ignore = () => undefined;

/** Lets what was started go on, for so many turns of the event loop. */
async function turns(count: number): Promise<void> {
    for (let turn = 0; turn < count; turn++) {
        await new Promise(setImmediate);
    }
}

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
        const clear = new Set([...clearTexts(config.texts), ...textsIn(plain)]);
        return [...new Set([...(await noted.texts()), ...textsIn(handedOver)])].filter((text) => !clear.has(text));
    };
    process.chdir(project.folder);
    // Pulumi takes a stack trace for each promise, which is a third of the time; some lines say enough of an error.
    Error.stackTraceLimit = 2;
    try {
        await pulumi.runtime.setMocks(engine, project.name, stack, false, "organization");
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
        const secretTexts = await secrets();
        return { ...result, secretTexts, declared: engine.declared, warnings: warnings.map(withoutSecrets(secretTexts)), readStacks: [...engine.readStacks], unanswered: [...engine.unanswered] };
    } catch (error) {
        if (error instanceof Error) {
            error.message = withoutSecrets(await secrets())(error.message);
        }
        // With the outputs of another stack it may do better.
        const readStacks = [...engine.readStacks];
        if (readStacks.some((name) => !stacks.has(name))) {
            return { declared: [], outputs: {}, secretOutputs: [], secretTexts: [], warnings: [], unanswered: [], readStacks };
        }
        throw error;
    } finally {
        noted.stop();
        process.chdir(folder);
        Error.stackTraceLimit = stackTraceLimit;
    }
}
