import { PulumiCommand } from "@pulumi/pulumi/automation";
import { missingForClusters, nextSession, startSession } from "./clusters";
import { takeDown } from "./down";
import { Interrupted } from "../cli/shared/engine";
import { DemoError, Missing, missingText, UsageError } from "./errors";
import { Interrupts } from "../cli/shared/interrupts";
import { Options, parseOptions, usage } from "./options";
import { makePlan } from "./plan";
import { planJson, planText } from "./planText";
import { Progress } from "./progress";
import { render } from "./rendered";
import { downCommand, resultJson, resultText } from "./report";
import { readSession, Session, writeSession } from "./session";
import { findPulumi, getPulumi } from "./tools";
import { deploy } from "./up";

const progress = new Progress(process.stderr);

function print(options: Options, text: string, object: object): void {
    process.stdout.write(`${options.json ? JSON.stringify(object) : text}\n`);
}

async function showPlan(options: Options, missing: Missing[]): Promise<void> {
    progress.line(`Missing for a deployment:\n${missingText(missing)}\n`);
    if (options.requireClusters) {
        throw new DemoError("Nothing was deployed, and --require-clusters asks for that");
    }
    const plan = await makePlan(options);
    const rendered = await render(plan);
    print(options, planText(plan, rendered, missing), planJson(plan, rendered, missing));
}

async function runDown(options: Options, interrupts: Interrupts): Promise<void> {
    const session = readSession();
    if (session !== undefined) {
        await takeDown(session, progress, interrupts.first);
    }
    const text = session === undefined ? "Nothing to remove: no run of the demo left anything." : "All that the demo made is removed.";
    print(options, text, { deployed: false });
}

async function runUp(options: Options, pulumi: PulumiCommand, interrupts: Interrupts): Promise<void> {
    const earlier = readSession();
    const { session, clusters } = await startSession(nextSession(options, earlier), earlier === undefined, progress);
    const result = await deploy(pulumi, session, clusters, progress, interrupts.first).catch((error: unknown) => {
        if (error instanceof DemoError) {
            error.message += `\nWhat is deployed stays, to be looked at. Run again to go on, or remove it: ${downCommand}`;
        }
        throw error;
    });
    writeSession({ ...session, complete: true });
    print(options, resultText(result, session, pulumi.command), resultJson(result, session, pulumi.command));
}

/** After an interrupt: removes what the run made, unless an earlier run had finished it, and says what is left. */
async function undo(earlier: Session | undefined, interrupts: Interrupts): Promise<string> {
    const session = readSession();
    if (session === undefined) {
        return "Interrupted: nothing is left.";
    }
    if (earlier?.complete) {
        return `Interrupted: what an earlier run deployed stays. Remove it with: ${downCommand}`;
    }
    progress.line("Interrupted: removing what was made. Once more leaves it as it is.");
    await takeDown(session, progress, interrupts.second);
    return "All that the demo made is removed.";
}

async function demo(options: Options, interrupts: Interrupts): Promise<void> {
    if (options.help) {
        return print({ ...options, json: false }, usage, {});
    }
    if (options.down) {
        return runDown(options, interrupts);
    }
    const missing = await missingForClusters(options, readSession());
    const found = missing.length > 0 ? await findPulumi() : await getPulumi(() => progress.line("Getting the Pulumi CLI ..."));
    if (missing.length > 0 || "missing" in found) {
        return showPlan(options, [...missing, ...("missing" in found ? [found.missing] : [])]);
    }
    return runUp(options, found.pulumi, interrupts);
}

/** What an error says to who ran the demo. */
function errorText(error: unknown): string {
    if (error instanceof Interrupted) {
        return `Interrupted: not all is removed. Finish with: ${downCommand}`;
    }
    return error instanceof UsageError || error instanceof DemoError ? error.message : String((error as Error).stack);
}

async function main(): Promise<number> {
    const interrupts = new Interrupts(() => process.exit(130));
    const earlier = readSession();
    let isDown = false;
    try {
        const options = parseOptions(process.argv.slice(2));
        isDown = options.down;
        await demo(options, interrupts);
        return 0;
    } catch (error) {
        if (isDown || !interrupts.first.aborted) {
            progress.line(errorText(error));
            return interrupts.first.aborted ? 130 : error instanceof UsageError ? 2 : 1;
        }
    }
    progress.line(await undo(earlier, interrupts).catch(errorText));
    return 130;
}

void main().then((code) => process.exit(code));
