import { availableParallelism } from "os";
import { CannotTell } from "../errors";
import { atATime } from "../shared/atATime";
import { Pulumi, reasonOf } from "../shared/pulumi";
import { Cluster, Fleet, fullStackName, stackName } from "./definition";
import { fleetAction, Place } from "./nextCommand";

/** What the state backend says of a stack. */
export interface StackState {
    name: string;
    lastUpdate?: string;
    updateInProgress: boolean;
    /** Resources that it has; more than none when it is deployed. */
    resources: number;
    /** Whether the last update did not come to its end. */
    failed: boolean;
}

/** Whether the newest operation on a stack failed. */
async function hasFailed(pulumi: Pulumi, stack: string): Promise<boolean> {
    const { status, stdout } = await pulumi(["stack", "history", "--json", "--page-size", "1", "--stack", stack]);
    return status === 0 && JSON.parse(stdout)[0]?.result === "failed";
}

/** The same states, with what the history of those that are deployed says of their last update. */
export async function withResults(stacks: Map<string, StackState>, pulumi: Pulumi): Promise<Map<string, StackState>> {
    const all = [...stacks.values()];
    const states = await atATime(availableParallelism(), all, async (state) => ({
        ...state,
        failed: state.resources > 0 && (await hasFailed(pulumi, state.name)),
    }));
    return new Map(states.map((state) => [state.name, state]));
}

/**
 * Asks the state backend for the project's stacks.
 * @throws CannotTell that says why it does not answer.
 */
export async function readStacks(pulumi: Pulumi): Promise<Map<string, StackState>> {
    const ending = await pulumi(["stack", "ls", "--json"]);
    const { status, stdout } = ending;
    if (status === "missing") {
        throw new CannotTell("The Pulumi CLI is not there: install it (https://www.pulumi.com/docs/install/)");
    }
    if (status !== 0) {
        const reason = status === "timeout" ? "no answer in 60 s" : reasonOf(ending);
        throw new CannotTell(`Pulumi could not list the stacks: ${reason}${/PULUMI_ACCESS_TOKEN/.test(reason) ? ': run "pulumi login"' : ""}`);
    }
    const stacks = JSON.parse(stdout) as { name: string; lastUpdate?: string; updateInProgress?: boolean; resourceCount?: number }[];
    return new Map(
        stacks.map(({ name, lastUpdate, updateInProgress = false, resourceCount = 0 }) => {
            const short = name.split("/").pop() as string;
            return [short, { name: short, updateInProgress, resources: resourceCount, failed: false, ...(lastUpdate && { lastUpdate }) }];
        }),
    );
}

/** Why edges cannot be previewed or updated yet: the global stack as it is deployed does not know them, and has no password for them. */
export async function unlisted({ fleet, ...place }: Place & { fleet: Fleet }, pulumi: Pulumi): Promise<(edge: Cluster) => string | undefined> {
    const { status, stdout } = await pulumi(["stack", "output", "edges", "--json", "--stack", fullStackName(fleet, stackName(fleet.global))]);
    const listed: unknown = status === 0 ? JSON.parse(stdout) : [];
    const isListed = (name: string) => Array.isArray(listed) && listed.includes(name);
    return ({ name }) => (isListed(name) ? undefined : `the global stack, as it is deployed, does not list it: "${fleetAction("up --only global", place)}" first`);
}
