import type { PreviewResult, PulumiCommand, PulumiFn, Stack } from "@pulumi/pulumi/automation";
import { createWriteStream, WriteStream } from "fs";
import { EngineError, EngineOptions, Interrupted, runEngine } from "../shared/engine";
import { pulumiHome, runProgram } from "../program";
import { pulumiCommand } from "./nextCommand";
import { loadProgram, requireSdk } from "./program";
import { Changes } from "./run";
import { Answer, Job, Request } from "./workerProtocol";

// One process runs one stack at a time: Pulumi's SDK takes an error of one program for an error of each that runs in its process.
// The program is loaded once for all of them, which is most of a preview's time.

const answer = (message: Answer) => process.connected && process.send?.(message);

interface Loaded {
    automation: typeof import("@pulumi/pulumi/automation");
    command: PulumiCommand;
}

async function load(folder: string): Promise<Loaded> {
    const automation: Loaded["automation"] = requireSdk(folder);
    const { PulumiCommand } = automation;
    // On PATH, else where Pulumi's installer puts it.
    const command = await PulumiCommand.get().catch(() => PulumiCommand.get({ root: pulumiHome() }));
    return { automation, command };
}

async function makeStack(folder: string, stack: string): Promise<void> {
    const { status, stderr } = await runProgram("pulumi", ["stack", "init", stack, "--no-select", "--non-interactive", "--cwd", folder]);
    // Another run may have made it meanwhile.
    if (status !== 0 && !stderr.includes("already exists")) {
        throw new Error(stderr.trim() || `"pulumi stack init ${stack}" failed: ${status}`);
    }
}

async function openStack({ automation, command }: Loaded, { folder, stack, exists }: Job, program: PulumiFn | undefined): Promise<Stack> {
    const envVars = { PULUMI_SKIP_UPDATE_CHECK: "true" };
    const workspace = await automation.LocalWorkspace.create({ workDir: folder, pulumiCommand: command, envVars, program });
    if (!exists) {
        await makeStack(folder, stack);
    }
    // Each command names its stack: what the user has selected stays selected.
    workspace.selectStack = async () => undefined;
    return automation.Stack.select(stack, workspace);
}

const unchanged = ["same", "read", "discard"];
const onlyChanged = (changes: Changes): Changes => Object.fromEntries(Object.entries(changes).filter(([kind, count]) => !unchanged.includes(kind) && count > 0));

const operations: Record<Job["operation"], (stack: Stack, options: EngineOptions) => Promise<Changes>> = {
    preview: async (stack, options) => onlyChanged(((await stack.preview({ ...options, diff: true })) as PreviewResult).changeSummary as Changes),
    // A preview sees all that an update would: the program, the chart's version, the configuration, what global says.
    up: async (stack, options) => {
        const changes = await operations.preview(stack, options);
        return Object.keys(changes).length === 0 ? {} : onlyChanged((await stack.up(options)).summary.resourceChanges ?? {});
    },
    refresh: async (stack, options) => onlyChanged((await stack.refresh(options)).summary.resourceChanges ?? {}),
    destroy: async (stack, options) => onlyChanged((await stack.destroy(options)).summary.resourceChanges ?? {}),
};

let loaded: Promise<Loaded> | undefined;
let program: PulumiFn | undefined;
const interrupt = new AbortController();

async function perform(job: Job, log: WriteStream): Promise<Changes> {
    const sdk = await (loaded ??= load(job.folder));
    const needsProgram = job.operation === "preview" || job.operation === "up";
    program ??= needsProgram ? loadProgram(job.folder) : undefined;
    const stack = await openStack(sdk, job, needsProgram ? program : undefined);
    const write = (text: string) => void log.write(text);
    return runEngine((options) => operations[job.operation](stack, { ...options, onOutput: write, onError: write } as EngineOptions), interrupt.signal, (state) => answer({ state }));
}

async function serve(job: Job): Promise<void> {
    const log = createWriteStream(job.log);
    try {
        const changes = await perform(job, log);
        answer({ changes });
    } catch (error) {
        const isLocked = error instanceof EngineError && error.isLocked;
        const message = isLocked ? `another update of it is going on; where none is: ${pulumiCommand(`cancel --stack ${job.stack}`, job)}` : (error as Error).message;
        log.write(`\n${message}\n`);
        answer({ error: message, interrupted: error instanceof Interrupted });
    } finally {
        log.end();
    }
}

// A terminal sends its Ctrl-C to each process; who started this one says what is to be done about it.
(["SIGINT", "SIGTERM", "SIGHUP"] as const).forEach((name) => process.on(name, () => undefined));
process.on("message", (request: Request) => ("job" in request ? void serve(request.job) : interrupt.abort()));
// Who started this one is gone: what runs is cancelled, so that no lock is left.
process.on("disconnect", () => interrupt.abort());
// The terminal may be gone, too; without this the SDK would write of each error in writing that there was an error in writing.
process.stderr.on("error", () => undefined);
