import { defaults } from "../../components/defaults";
import { Edge, Fleet, Queue, Source } from "./fleet";
import { quoted } from "../shared/quoted";
import { count, isoTime, span } from "./format";
import { requestSeconds, window } from "./questions";
import { EdgeVerdict, GlobalVerdict, limits, Problem } from "./verdict";

/** What a problem means, and what mends it: commands, and what to do where no command does. */
export interface Advice {
    meaning: string;
    mend: string[];
}

/** What advice is made of, besides the problem. */
export interface Context {
    fleet: Fleet;
    source: Source;
}

const globalStack = ({ source }: Context) => source.stack ?? "global";
/** The stack of an edge, as README.md names them. */
const edgeStack = (edge: string) => (edge === "edge" ? edge : `edge-${edge}`);
const up = (stack: string) => `pulumi up --stack ${stack}`;
const set = (stack: string, path: string, value: string) => `pulumi config set --stack ${stack} --path ${quoted(path)} ${quoted(value)} && ${up(stack)}`;
const kubectl = (command: string, app: string, namespace: string = defaults.namespace) =>
    `kubectl ${command} --namespace ${namespace} --selector app.kubernetes.io/name=${app}`;
const agentPods = `in the edge's cluster: ${kubectl("get pods", "prometheus-agent")}`;
const agentLog = `in the edge's cluster: ${kubectl("logs", "prometheus-agent")} --container prometheus --tail 50`;
const globalLog = (app: string, { source }: Context) => `in the global cluster: ${kubectl("logs", app, source.namespace)} --tail 50`;

function gatewaySays({ requests }: Edge, { fleet }: Context): string {
    const { wrongPassword } = fleet.refusals;
    const recently = `in the last ${span(requestSeconds(fleet.absentSeconds))}`;
    if (requests === undefined) {
        return "";
    }
    if (requests >= 0.5) {
        return ` The gateway took ${count(requests)} write requests from it ${recently}: it does write, and what it writes is refused, or has another cluster's name.`;
    }
    return wrongPassword >= 0.5
        ? ` The gateway refused ${count(wrongPassword)} requests for a wrong password in the last ${window}: they may be this edge's.`
        : ` Nothing of it reached the gateway ${recently}.`;
}

/** What brings a silent edge back, by what the gateway knows of it. */
function revival(edge: Edge, fleet: Fleet): string[] {
    if (edge.requests !== undefined && edge.requests >= 0.5) {
        return [agentLog];
    }
    const isRefused = edge.requests !== undefined && fleet.refusals.wrongPassword >= 0.5;
    return [`${up(edgeStack(edge.name))}${isRefused ? "   # gives it its password of now" : ""}`, agentPods, agentLog];
}

function removal(edge: Edge, context: Context): string[] {
    const at = context.source.listed?.indexOf(edge.name) ?? -1;
    const stack = globalStack(context);
    return at === -1 ? [] : [`if it is gone for good: pulumi config rm --stack ${stack} --path 'edges[${at}]' && ${up(stack)}`];
}

/** A queue's destination, as the reports name it. */
export const destinationOf = (queue: Queue) => queue.name || queue.url || "its destination";

/** The config key of a queue's limit: the queue to global bears the edge's own name. */
const maxShardsKey = (edge: Edge, { name }: Queue) =>
    name === edge.name || name === "" ? "queueConfig.maxShards" : `additionalRemoteWrite.${name}.queueConfig.maxShards`;

/** A changed queue starts anew, at "now". */
const loss = ({ lagSeconds = 0 }: Queue) => (lagSeconds > limits.behindSeconds ? "   # starts the queue anew: what waits is lost" : "");

/** Twice as many shards, or as many as the queue needs where those are more. */
function moreShards(edge: Edge, queue: Queue): string {
    const { shardsDesired = 0, shardsMax = 10 } = queue;
    return set(edgeStack(edge.name), maxShardsKey(edge, queue), String(Math.max(2 * shardsMax, Math.ceil(shardsDesired)))) + loss(queue);
}

const moreTolerance = (context: Context) =>
    `raise outageTolerance (${defaults.outageTolerance} unless you set it): ${set(globalStack(context), "outageTolerance", "12h")}`;

const edgeAdvice: Record<EdgeVerdict, (edge: Edge, queue: Queue, context: Context) => Advice> = {
    "never seen": (edge, _, context) => ({
        meaning: `It is listed, and no sample of it is in Prometheus.${gatewaySays(edge, context)}`,
        mend: [...revival(edge, context.fleet), ...removal(edge, context)],
    }),
    absent: (edge, _, context) => ({
        meaning:
            `No sample for ${span(context.fleet.now - edge.lastSample!)}, since ${isoTime(edge.lastSample!)}: it is down, cut off, or refused.` +
            gatewaySays(edge, context),
        mend: [...revival(edge, context.fleet), ...removal(edge, context)],
    }),
    "clock ahead": (edge, _, { fleet }) => ({
        meaning:
            `Its last sample is ${span(edge.lastSample! - fleet.now)} in the future: a clock in its cluster is ahead. ` +
            "Samples from the future shorten the time for which every other edge may be cut off.",
        mend: ["set the clock of its nodes by NTP; on each node: timedatectl set-ntp true"],
    }),
    claimed: (edge, _, { fleet }) => ({
        meaning:
            `Samples of it arrive, and its own user wrote nothing in the last ${span(requestSeconds(fleet.absentSeconds))}: another edge writes under its name. ` +
            "Where it came back less than a minute ago, ask again.",
        mend: [
            "find the edge whose clusterName is wrong: docs/runbooks/ClusterClaimedByAnother.md has the queries; or set enforceClusterLabel as docs/gateway.md says",
            ...revival(edge, fleet),
        ],
    }),
    unlisted: (edge, _, context) => {
        const { listed = [] } = context.source;
        const stack = globalStack(context);
        return {
            meaning: `It writes, and stack "${stack}" does not list it: if it falls silent, nobody is told. Or a listed edge writes under this name.`,
            mend: [set(stack, `edges[${listed.length}]`, edge.name), "if it is a listed edge under a false name: set clusterName on its stack, or enforceClusterLabel as docs/gateway.md says"],
        };
    },
    behind: (edge, queue) => {
        const { lagSeconds = 0, shardsDesired = 0, shardsMax = Infinity } = queue;
        return {
            meaning:
                `What it sent to ${destinationOf(queue)} is ${span(lagSeconds)} behind what it scraped. ` +
                "After an outage that shrinks by itself; where it grows, samples are lost once it reaches outageTolerance.",
            mend: shardsDesired >= shardsMax ? [moreShards(edge, queue)] : [`see what slows the receiver or the network between; ${agentLog}`],
        };
    },
    "never sent": (_, queue) => ({
        meaning: `Its queue to ${destinationOf(queue)} has sent nothing since the agent started.`,
        mend: [`see whether ${queue.url || "the destination"} is right and takes its credentials; ${agentLog}`],
    }),
    "shards at limit": (edge, queue) => ({
        meaning: `Its queue to ${destinationOf(queue)} would need ${shards(queue.shardsDesired!)} shards to keep up, and may have ${queue.shardsMax}.`,
        mend: [moreShards(edge, queue)],
    }),
    "losing samples": (edge, queue, context) => ({
        meaning: lossMeaning(queue),
        mend: [
            ...((queue.failed ?? 0) >= 0.5 ? [`see why they were refused; ${agentLog}`] : []),
            ...((queue.dropped ?? 0) >= 0.5
                ? [`if they were too old, ${moreTolerance(context)}`, `  and: ${set(edgeStack(edge.name), "outageTolerance", "12h")}`]
                : []),
        ],
    }),
};

/** Shards that a queue would need: it computes a fraction. */
export const shards = (value: number) => String(Math.round(value * 10) / 10);

function lossMeaning(queue: Queue): string {
    const { failed = 0, dropped = 0 } = queue;
    const losses = [
        ...(failed >= 0.5 ? [`${destinationOf(queue)} refused ${count(failed)} samples for good`] : []),
        ...(dropped >= 0.5 ? [`the agent gave up ${count(dropped)} samples before they were sent, most likely as too old`] : []),
    ];
    return `In the last ${window} ${losses.join(", and ")}.`;
}

const globalAdvice: Record<GlobalVerdict, (context: Context) => Advice> = {
    "samples refused": (context) => {
        const { tooOld, outOfOrder } = context.fleet.refusals;
        const parts = [
            ...(tooOld >= 0.5 ? [`${count(tooOld)} older than outageTolerance`] : []),
            ...(outOfOrder >= 0.5 ? [`${count(outOfOrder)} out of order`] : []),
        ];
        return {
            meaning: `The receiver refused samples in the last ${window}, and they are lost: ${parts.join(", ")}.`,
            mend: [moreTolerance(context), "  and the same on the edges' stacks"],
        };
    },
    "writes refused": (context) => ({
        meaning:
            `The receiver answered ${count(context.fleet.refusals.writes)} write requests with an error in the last ${window}. ` +
            "It refuses samples that are more than ten minutes in the future, and what is not well-formed.",
        mend: [globalLog("prometheus", context)],
    }),
    "wrong password": ({ fleet }) => ({
        meaning: `The gateway refused ${count(fleet.refusals.wrongPassword)} requests for a wrong password in the last ${window}: an edge whose password was rotated or revoked, or a stranger.`,
        mend: [`of the edge that is absent: ${up("edge-NAME")}   # gives it its password of now`],
    }),
    "relay drops": (context) => ({
        meaning: `The relays gave up ${count(context.fleet.refusals.relay)} blocks of samples in the last ${window}, which the receiver refused or for which a volume had no room; they are lost.`,
        mend: [globalLog("relay", context)],
    }),
};

/** Says what a problem means, and what mends it. */
export function advise(problem: Problem, context: Context): Advice {
    return "edge" in problem
        ? edgeAdvice[problem.verdict](problem.edge, problem.queue ?? { name: "", url: "" }, context)
        : globalAdvice[problem.verdict](context);
}
