import { existsSync, mkdirSync, readFileSync, writeFileSync } from "fs";
import { join, relative } from "path";
import { createInterface } from "readline/promises";
import { Command } from "../command";
import { CannotTell } from "../errors";
import { Interrupts } from "../shared/interrupts";
import { pulumiIn } from "../shared/pulumi";
import { problemsText } from "./checks";
import { claimLogs } from "./claim";
import { Cluster, fullStackName, stackConfig, stackName } from "./definition";
import { addEdge, Edit, removeEdge } from "./edit";
import { FleetFile, newFleet, readFleet } from "./file";
import { contextsReader } from "./kubeconfig";
import { checkNoEdgeIsLeft, checkNoSecondAgent } from "./leftEdges";
import { FleetOptions, Operation, parseOptions, usage } from "./options";
import { showProgress } from "./progress";
import { reportJson, reportText } from "./report";
import { exitStatus, runFleet } from "./run";
import { select } from "./selection";
import { stackFile } from "./stackFile";
import { readStacks, unlisted, withResults } from "./stackStates";
import { isComplete, standings, statusText } from "./status";
import { Workers } from "./workers";

type RunOptions = Extract<FleetOptions, { action: Operation }>;

const print = (text: string) => void process.stdout.write(`${text}\n`);

/**
 * Looks at the files of all stacks, and returns what writes those of some clusters.
 * @throws CannotTell where a file contradicts the fleet's.
 */
function stackFiles({ name, folder, fleet }: FleetFile, clusters: Cluster[]): () => void {
    const files = [fleet.global, ...fleet.edges].map((cluster) => {
        const stack = stackName(cluster);
        const path = join(folder, `Pulumi.${stack}.yaml`);
        const before = existsSync(path) ? readFileSync(path, "utf8") : undefined;
        return { path, before, cluster, ...stackFile(before, stackConfig(fleet, cluster), { stack, file: name }) };
    });
    const problems = files.flatMap((file) => file.problems);
    if (problems.length > 0) {
        throw new CannotTell(problemsText(name, problems));
    }
    const changed = files.filter(({ before, text, cluster }) => text !== before && clusters.includes(cluster));
    return () => changed.forEach(({ path, text }) => writeFileSync(path, text));
}

async function isConfirmed({ action, yes }: RunOptions, clusters: Cluster[]): Promise<boolean> {
    const isTerminal = process.stdin.isTTY && process.stderr.isTTY;
    if (yes || (action !== "up" && action !== "destroy") || (action === "up" && !isTerminal)) {
        return true;
    }
    if (!isTerminal) {
        throw new CannotTell("fleet destroy removes what is deployed, and can ask nobody here: give it --yes");
    }
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    const stacks = clusters.map(stackName);
    const no = new Promise<string>((resolve) => terminal.once("close", () => resolve("no")));
    const question = `${action === "up" ? "Update" : "Destroy"} ${stacks.length === 1 ? "" : `${stacks.length} stacks: `}${stacks.join(", ")}? [y/N] `;
    const answer = await Promise.race([terminal.question(question), no]);
    terminal.close();
    return /^y(es)?$/i.test(answer.trim());
}

async function runOperation(options: RunOptions): Promise<number> {
    const { action: operation, parallel, failFast, json } = options;
    const file = readFleet(options.file);
    const { folder, fleet } = file;
    const clusters = select(fleet, options.only);
    const pulumi = pulumiIn(folder);
    const stacks = await readStacks(pulumi);
    if (operation === "destroy") {
        checkNoEdgeIsLeft(file, clusters, fleet.edges, stacks);
    } else if (operation !== "refresh") {
        checkNoSecondAgent(file, stacks);
    }
    const writeStackFiles = stackFiles(file, clusters);
    if (!(await isConfirmed(options, clusters))) {
        process.stderr.write("Nothing was changed.\n");
        return 130;
    }
    const logs = join(folder, ".fleet");
    mkdirSync(logs, { recursive: true });
    claimLogs(logs);
    writeStackFiles();

    const logOf = (stack: string) => relative("", join(logs, `${stack}.log`));
    const workers = new Workers();
    const interrupts = new Interrupts(() => undefined);
    // The second ends it at once; a worker whose parent is gone cancels what it runs.
    interrupts.second.addEventListener("abort", () => process.exit(130));
    const progress = showProgress(json ? process.stderr : process.stdout, operation, clusters.length);
    interrupts.first.addEventListener("abort", () => {
        progress.note("Interrupted: what runs is cancelled in good order. Once more ends it at once, and may leave a stack locked.");
        workers.cancel();
    });
    const perform = (cluster: Cluster, onState: (state: string) => void) => {
        const stack = stackName(cluster);
        if (operation !== "preview" && operation !== "up" && !stacks.has(stack)) {
            return Promise.resolve({});
        }
        return workers.run({ operation, folder, stack: fullStackName(fleet, stack), exists: stacks.has(stack), log: join(logs, `${stack}.log`) }, onState);
    };
    const outcomes = await runFleet(
        { operation, clusters, parallel, failFast },
        { perform, waitsFor: () => unlisted(file, pulumi), progress, interrupt: interrupts.first },
    );
    progress.close();
    workers.close();
    const status = exitStatus(outcomes, interrupts.first);
    print(json ? JSON.stringify(reportJson(operation, outcomes, status, logOf)) : `\n${reportText(operation, outcomes, logOf)}`);
    return status;
}

async function showStatus({ file: name, only, json }: Extract<FleetOptions, { action: "status" }>): Promise<number> {
    const file = readFleet(name);
    const { folder, fleet } = file;
    const pulumi = pulumiIn(folder);
    const all = standings(fleet, select(fleet, only), await withResults(await readStacks(pulumi), pulumi));
    const ok = isComplete(all);
    print(json ? JSON.stringify({ action: "status", ok, stacks: all }) : statusText(all, file));
    return ok ? 0 : 1;
}

function write({ path }: FleetFile, { text, message }: Edit): number {
    writeFileSync(path, text);
    print(message);
    return 0;
}

async function run(args: string[]): Promise<number> {
    const options = parseOptions(args);
    switch (options.action) {
        case "status":
            return showStatus(options);
        case "add": {
            const file = existsSync(options.file) ? readFleet(options.file) : newFleet(options.file);
            const { name, kubeconfig, context } = options;
            const place = { ...(kubeconfig !== undefined && { kubeconfig }), ...(context !== undefined && { context }) };
            return write(file, addEdge(file, name, place, contextsReader(file.folder)));
        }
        case "remove": {
            const file = readFleet(options.file);
            return write(file, removeEdge(file, options.name));
        }
        default:
            return runOperation(options);
    }
}

export const fleet: Command = { summary: "previews, deploys and removes all the stacks of a fleet", usage, run };
