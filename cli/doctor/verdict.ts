import { Edge, Fleet, Queue, Refusals } from "./fleet";
import { requestSeconds } from "./questions";

/** What can be wrong with an edge or one of its queues. */
export type EdgeVerdict = "never seen" | "absent" | "clock ahead" | "claimed" | "unlisted" | "behind" | "never sent" | "shards at limit" | "losing samples";

/** What can be wrong at global. */
export type GlobalVerdict = "samples refused" | "writes refused" | "wrong password" | "relay drops";

/** From where on something is a problem. */
export const limits = {
    /** Seconds without a sample, where the global stack says nothing else. */
    absentSeconds: 300,
    /** Seconds by which a queue is behind. */
    behindSeconds: 120,
    /** Seconds by which an edge's last sample is in the future. */
    aheadSeconds: 60,
} as const;

/** A problem of an edge, of one of its queues, or of global. */
export type Problem = { verdict: EdgeVerdict; edge: Edge; queue?: Queue } | { verdict: GlobalVerdict };

/** A row of the table: an edge, one of its queues where it has any, and what is wrong with the two. */
export interface Row {
    edge: Edge;
    queue?: Queue;
    verdicts: (EdgeVerdict | "muted")[];
}

/** What the doctor says. */
export interface Diagnosis {
    rows: Row[];
    problems: Problem[];
}

/** Whether an edge is silent since it has so much to send that what it sends is old. A gateway that took nothing from it knows better. */
function isLate({ queues, requests }: Edge): boolean {
    return requests !== 0 && queues.some((queue) => isBehind(queue) || isAtLimit(queue));
}

const isBehind = ({ lagSeconds = 0 }: Queue) => lagSeconds > limits.behindSeconds;
const isAtLimit = ({ shardsDesired = 0, shardsMax = Infinity }: Queue) => shardsDesired >= shardsMax;

function edgeVerdicts(edge: Edge, { now, absentSeconds }: Fleet): EdgeVerdict[] {
    const { lastSample, listed, requests } = edge;
    if (lastSample === undefined) {
        return ["never seen"];
    }
    const isSilent = now - lastSample > absentSeconds;
    const isAhead = lastSample - now > limits.aheadSeconds;
    // Who took a sample since then has written since then, and been counted: the gateway's count is seldom older than half of that time.
    const isWrittenByAnother = requests === 0 && !isAhead && now - lastSample < requestSeconds(absentSeconds) / 2;
    return [
        ...(isSilent && listed && !isLate(edge) ? (["absent"] as const) : []),
        ...(isAhead ? (["clock ahead"] as const) : []),
        ...(listed && isWrittenByAnother ? (["claimed"] as const) : []),
        ...(listed ? [] : (["unlisted"] as const)),
    ];
}

function queueVerdicts(queue: Queue, isAbsent: boolean): EdgeVerdict[] {
    if (isAbsent) {
        // Its figures are old, and what they say is over.
        return [];
    }
    const { lagSeconds, shardsMax, failed = 0, dropped = 0 } = queue;
    return [
        ...(isBehind(queue) ? (["behind"] as const) : []),
        ...(lagSeconds === undefined && shardsMax !== undefined ? (["never sent"] as const) : []),
        ...(isAtLimit(queue) ? (["shards at limit"] as const) : []),
        // increase() extrapolates: less than half a sample is none.
        ...(failed + dropped >= 0.5 ? (["losing samples"] as const) : []),
    ];
}

function globalVerdicts({ tooOld, outOfOrder, writes, wrongPassword, relay }: Refusals): GlobalVerdict[] {
    const samples = tooOld + outOfOrder;
    return [
        ...(samples >= 0.5 ? (["samples refused"] as const) : []),
        // A request whose samples are refused is refused with them.
        ...(writes >= 0.5 && samples < 0.5 ? (["writes refused"] as const) : []),
        ...(wrongPassword >= 0.5 ? (["wrong password"] as const) : []),
        ...(relay >= 0.5 ? (["relay drops"] as const) : []),
    ];
}

/** Says what is wrong with the fleet, or with one edge of it. */
export function diagnose(fleet: Fleet, onlyEdge?: string): Diagnosis {
    const edges = fleet.edges.filter(({ name }) => onlyEdge === undefined || name === onlyEdge);
    const rows: Row[] = [];
    const problems: Problem[] = [];
    for (const edge of edges) {
        const queues: (Queue | undefined)[] = edge.queues.length > 0 ? edge.queues : [undefined];
        if (edge.muted) {
            rows.push(...queues.map((queue): Row => ({ edge, queue, verdicts: ["muted"] })));
            continue;
        }
        const own = edgeVerdicts(edge, fleet);
        problems.push(...own.map((verdict) => ({ verdict, edge })));
        for (const queue of queues) {
            const verdicts = queue === undefined ? [] : queueVerdicts(queue, own.includes("absent"));
            problems.push(...verdicts.map((verdict) => ({ verdict, edge, queue })));
            rows.push({ edge, queue, verdicts: [...own, ...verdicts] });
        }
    }
    const ofGlobal = onlyEdge === undefined ? globalVerdicts(fleet.refusals) : [];
    return { rows, problems: [...problems, ...ofGlobal.map((verdict) => ({ verdict }))] };
}
