import { atATime } from "../shared/atATime";
import { Interrupted } from "../shared/engine";
import { Cluster, stackName } from "./definition";
import { Operation } from "./options";

/** Number of resources by what happens to them, such as `create`. */
export type Changes = Record<string, number>;

/** How it went with a stack. */
export interface Outcome {
    stack: string;
    status: "changed" | "unchanged" | "failed" | "interrupted" | "not begun" | "waits";
    changes: Changes;
    seconds: number;
    /** Why it failed, or was not begun. */
    reason?: string;
}

/** Shows what goes on. */
export interface Progress {
    begin(stack: string): void;
    detail(stack: string, text: string): void;
    end(outcome: Outcome): void;
}

/** What a run needs of its surroundings. */
export interface Surroundings {
    /** Does the operation for a stack, and returns what changed. */
    perform(cluster: Cluster, onState: (state: string) => void): Promise<Changes>;
    /** Why an edge cannot be begun yet, if so: it needs what the global stack as deployed does not have. */
    waitsFor(edges: Cluster[]): Promise<(edge: Cluster) => string | undefined>;
    progress: Progress;
    interrupt: AbortSignal;
    now?: () => number;
}

export interface Run {
    operation: Operation;
    /** Those that were selected. */
    clusters: Cluster[];
    parallel: number;
    failFast: boolean;
}

const isBad = ({ status }: Outcome) => status === "failed" || status === "not begun" || status === "interrupted";

/**
 * Does an operation for clusters: global first, then the edges; to destroy, the edges first.
 * What fails stops no other edge, but what comes after global, or after the edges, is not begun.
 */
export async function runFleet(run: Run, { perform, waitsFor, progress, interrupt, now = Date.now }: Surroundings): Promise<Outcome[]> {
    const { operation, clusters, parallel, failFast } = run;
    const global = clusters.filter(({ role }) => role === "global");
    const edges = clusters.filter(({ role }) => role === "edge");
    const outcomes: Outcome[] = [];

    const finish = (outcome: Outcome) => {
        outcomes.push(outcome);
        progress.end(outcome);
        return outcome;
    };
    const unbegun = (cluster: Cluster, status: "not begun" | "waits" | "failed", reason: string) => finish({ stack: stackName(cluster), status, changes: {}, seconds: 0, reason });

    const begin = async (cluster: Cluster) => {
        const stack = stackName(cluster);
        const start = now();
        const seconds = () => (now() - start) / 1000;
        progress.begin(stack);
        try {
            const changes = await perform(cluster, (state) => progress.detail(stack, state));
            return finish({ stack, status: Object.keys(changes).length > 0 ? "changed" : "unchanged", changes, seconds: seconds() });
        } catch (error) {
            const status = error instanceof Interrupted ? "interrupted" : "failed";
            return finish({ stack, status, changes: {}, seconds: seconds(), ...(status === "failed" && { reason: (error as Error).message }) });
        }
    };

    const phase = async (members: Cluster[], obstacle: string | undefined) => {
        const needsGlobal = operation === "preview" || operation === "up";
        const waits = needsGlobal && obstacle === undefined && !interrupt.aborted && members.some(({ role }) => role === "edge") ? await waitsFor(members) : () => undefined;
        const whyNot = () =>
            interrupt.aborted ? "interrupted" : obstacle ?? (failFast && outcomes.some(({ status }) => status === "failed") ? "another stack failed" : undefined);
        await atATime(parallel, members, (member) => {
            const obstacleNow = whyNot();
            if (obstacleNow !== undefined) {
                return unbegun(member, "not begun", obstacleNow);
            }
            const reason = member.role === "edge" ? waits(member) : undefined;
            return reason === undefined ? begin(member) : unbegun(member, operation === "preview" ? "waits" : "failed", reason);
        });
    };

    const [first, second] = operation === "destroy" ? [edges, global] : [global, edges];
    await phase(first, undefined);
    const bad = outcomes.filter(isBad).map(({ stack }) => stack);
    const left = `${bad.join(", ")} ${bad.length === 1 ? "is left, which writes" : "are left, which write"} to it: see why, and run this again`;
    const obstacle = bad.length === 0 ? undefined : operation === "destroy" ? left : "the global stack failed";
    await phase(second, obstacle);
    const order = clusters.map(stackName);
    return outcomes.sort((a, b) => order.indexOf(a.stack) - order.indexOf(b.stack));
}

/** The exit status of a run. */
export function exitStatus(outcomes: Outcome[], interrupt: AbortSignal): number {
    return interrupt.aborted ? 130 : outcomes.some(isBad) ? 1 : 0;
}
