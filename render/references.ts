import { readFileSync } from "fs";
import { KnownOutputs, StackOutputs } from "./engine";
import { RenderError } from "./errors";
import { ProgramInputs, ProgramRun, runProgram } from "./program";
import { hasStack, Project, readStackConfig, shortName, StackConfig } from "./project";
import { globalOutputs, plainOutputs } from "./standIns";

/** Where the outputs of other stacks come from. */
export class OtherStacks {
    /** How each stack's outputs came to be known, where no file has them. */
    readonly origins = new Map<string, "program" | "stand-ins">();
    private readonly known: StackOutputs = new Map();

    /** @param given Outputs that a file has: of one stack, or of several by their names. */
    constructor(
        private readonly project: Project,
        private readonly given: Record<string, any> = {},
    ) {}

    /** Runs a stack's program with the outputs of the stacks that it reads. */
    async run(stack: string, readers: string[] = []): Promise<{ run: ProgramRun; config: StackConfig }> {
        const config = readStackConfig(this.project, stack);
        const inputs: ProgramInputs = { stack: shortName(stack), config, stacks: this.known };
        for (;;) {
            const run = await this.attempt(inputs);
            const unknown = run.readStacks.filter((name) => !this.known.has(name));
            if (unknown.length === 0) {
                return { run, config };
            }
            for (const other of unknown) {
                this.known.set(other, await this.outputsOf(other, config, [...readers, shortName(stack)]));
            }
        }
    }

    private async attempt(inputs: ProgramInputs): Promise<ProgramRun> {
        try {
            return await runProgram(this.project, inputs);
        } catch (error) {
            throw error instanceof RenderError ? error : new RenderError(failure(inputs, error) + this.missingOutputs());
        }
    }

    /** What to do where invented outputs may be why a program fails. */
    private missingOutputs(): string {
        const invented = [...this.origins].filter(([, origin]) => origin === "stand-ins").map(([stack]) => stack);
        return invented.length === 0 ? "" : `\nThe outputs of ${invented.join(", ")} are not known: give them with --outputs FILE`;
    }

    private async outputsOf(stack: string, { texts }: StackConfig, readers: string[]): Promise<KnownOutputs> {
        const { given, project } = this;
        const isOne = Object.values(given).some((value) => typeof value !== "object" || value === null);
        const outputs = isOne ? given : (given[stack] ?? given[shortName(stack)]);
        if (outputs !== undefined) {
            // A file does not say which are secret.
            return { outputs, secretOutputs: Object.keys(outputs).filter((name) => !plainOutputs.includes(name)) };
        }
        const [, owner = project.name] = stack.split("/").length === 3 ? stack.split("/") : [];
        if (owner === project.name && hasStack(project, stack) && !readers.includes(shortName(stack))) {
            this.origins.set(stack, "program");
            return (await this.run(stack, readers)).run;
        }
        this.origins.set(stack, "stand-ins");
        return { outputs: globalOutputs(texts[`${project.name}:clusterName`] ?? shortName(stack)), secretOutputs: ["edgeCredentials"] };
    }
}

/** Why a program could not run, in its own words. */
function failure({ stack, config }: ProgramInputs, error: unknown): string {
    const { message } = error as Error;
    const encrypted = config.secretKeys.filter((key) => message.includes(key.split(":")[1]));
    const hint = encrypted.map((key) => `\n${key} is encrypted, at least in part, and a text stands for that: encrypt only the leaf that is secret (pulumi config set --path '${key}...' --secret)`);
    return `The program of stack "${stack}" cannot be run: ${message}${hint.join("")}`;
}

/**
 * Reads a file of outputs, as "pulumi stack output --json" writes it.
 * @throws RenderError where it has none.
 */
export function readOutputs(file: string): Record<string, any> {
    try {
        const outputs = JSON.parse(readFileSync(file, "utf8"));
        if (typeof outputs === "object" && outputs !== null && !Array.isArray(outputs)) {
            return outputs;
        }
    } catch (error) {
        throw new RenderError(`--outputs ${file} cannot be read (${(error as Error).message}): write it with "pulumi stack output --json"`);
    }
    throw new RenderError(`--outputs ${file} is not a map of outputs: write it with "pulumi stack output --json"`);
}
