import { everyCluster } from "../../components/values/fleet/expressions";
import { CannotTell } from "../errors";
import { Edge, Fleet, Queue, Refusals, Source } from "./fleet";
import { Prometheus, Sample } from "./prometheus";
import * as questions from "./questions";
import { limits } from "./verdict";

const queueKeys = Object.keys(questions.queueQuestions) as (keyof typeof questions.queueQuestions)[];
const firstEdge = "pulumi config set --path 'edges[0]' paris";
const defaultRetention = "15d";

/** The label `cluster` that Prometheus gives what it sends on: the global cluster's own name. */
export function ownCluster(configuration: string): string | undefined {
    return /^ {2}external_labels:\n(?: {4}.*\n)*? {4}cluster: "?([^"\n]+?)"?$/m.exec(configuration)?.[1];
}

function checkReceiver(prometheus: Prometheus, flags: Record<string, string>): void {
    if (flags["web.enable-remote-write-receiver"] === "false") {
        throw new CannotTell(
            `The Prometheus at ${prometheus.url} is not a receiver (web.enable-remote-write-receiver is false): name the global one; ` +
                'if it is the global one, something took its "prometheusSpec.enableRemoteWriteReceiver: true" away: pulumi up on its stack brings it back',
        );
    }
}

/** When each cluster was last heard of: first among those that write, then ever further back for those that are expected. */
async function lastSamples(prometheus: Prometheus, now: number, expected: string[], retention: string): Promise<Map<string, number>> {
    const found = new Map<string, number>();
    const add = (samples: Sample[]) => samples.forEach(({ labels, value }) => found.set(labels.cluster, value));
    const recent = questions.lookbackSeconds + questions.futureSeconds;
    add(await prometheus.query(questions.lastSampleTimeIn(`${recent}s`, "30s"), now + questions.futureSeconds));
    for (const [range, step] of questions.silenceRanges(retention)) {
        const silent = expected.filter((name) => !found.has(name));
        if (silent.length > 0) {
            add(await prometheus.query(questions.lastSampleTimeIn(range, step, questions.ofClusters(silent)), now));
        }
    }
    return found;
}

type EdgeState = Pick<Edge, "name" | "series" | "queues">;

/** The queues and series of some edges at a time. */
async function edgeStates(prometheus: Prometheus, names: string[], time: number, matchers: string): Promise<EdgeState[]> {
    const [series, ...answers] = await Promise.all([
        prometheus.query(questions.seriesQuestion(matchers), time),
        ...queueKeys.map((key) => prometheus.query(questions.queueQuestions[key](matchers), time)),
    ]);
    const states = new Map(names.map((name) => [name, { name, series: valueOf(series, "cluster", name), queues: new Map<string, Queue>() }]));
    answers.forEach((samples, i) => {
        for (const { labels, value } of samples) {
            const { remote_name: queueName = "", url = "" } = labels;
            const queues = states.get(labels.cluster)?.queues;
            const queue = queues?.get(`${queueName} ${url}`) ?? { name: queueName, url };
            queue[queueKeys[i]] = value;
            queues?.set(`${queueName} ${url}`, queue);
        }
    });
    return [...states.values()].map(({ queues, ...state }) => ({ ...state, queues: [...queues.values()].sort((a, b) => (a.name < b.name ? -1 : 1)) }));
}

const valueOf = (samples: Sample[], label: string, text: string) => samples.find(({ labels }) => labels[label] === text)?.value;

/** Asks the state of each edge at its last sample: a queue's figures reach global through that queue. */
async function allEdgeStates(prometheus: Prometheus, lastSample: Map<string, number>, edges: string[], now: number): Promise<EdgeState[]> {
    const known = edges.filter((name) => lastSample.has(name));
    const isPresent = (name: string) => now - lastSample.get(name)! <= questions.lookbackSeconds && lastSample.get(name)! <= now;
    const present = known.filter(isPresent);
    const states = present.length > 0 ? await edgeStates(prometheus, present, now, everyCluster) : [];
    for (const name of known.filter((other) => !isPresent(other))) {
        states.push(...(await edgeStates(prometheus, [name], lastSample.get(name)!, questions.ofCluster(name))));
    }
    return states;
}

async function refusalsOf(prometheus: Prometheus, own: string, now: number): Promise<Refusals> {
    const keys = Object.keys(questions.refusalQuestions) as (keyof Refusals)[];
    const answers = await Promise.all(keys.map((key) => prometheus.query(questions.refusalQuestions[key](questions.ofCluster(own)), now)));
    return Object.fromEntries(keys.map((key, i) => [key, answers[i][0]?.value ?? 0])) as unknown as Refusals;
}

/**
 * Asks Prometheus how the fleet does.
 * @throws CannotTell where it cannot be asked, or does not receive.
 */
export async function survey(prometheus: Prometheus, source: Source): Promise<Fleet> {
    const [{ value: now }] = await prometheus.query("time()");
    const flags = await prometheus.flags();
    checkReceiver(prometheus, flags);
    const own = source.clusterName ?? ownCluster(await prometheus.configuration()) ?? "";
    const stated = flags["storage.tsdb.retention.time"];
    const retention = stated === undefined || /^0/.test(stated) ? defaultRetention : stated;
    const expected = (source.listed ?? (await prometheus.labelValues("cluster"))).filter((name) => name !== own);
    const lastSample = await lastSamples(prometheus, now, expected, retention);
    // One that should not write, and does no longer, is none of the fleet.
    const stillWrites = (name: string) => now - lastSample.get(name)! <= questions.lookbackSeconds;
    const writing = [...lastSample.keys()].filter((name) => name !== own && (expected.includes(name) || stillWrites(name))).sort();
    // Without a list, a cluster that only ever sent other series than "up" is none that can be judged.
    const names = [...new Set([...(source.listed ?? []), ...writing])];
    if (names.length === 0) {
        throw new CannotTell(`No edge is listed, and none has written to ${prometheus.url}: list one (${firstEdge}), and deploy it`);
    }
    const states = await allEdgeStates(prometheus, lastSample, names, now);
    const { absentSeconds = limits.absentSeconds } = source;
    const recent = `${questions.requestSeconds(absentSeconds)}s`;
    const requests = await prometheus.query(questions.gatewayRequests(questions.ofCluster(own), recent), now);
    const edges = names.map((name): Edge => {
        const { series, queues } = states.find((state) => state.name === name) ?? { series: undefined, queues: [] };
        return {
            name,
            listed: source.listed?.includes(name) ?? true,
            muted: source.muted?.includes(name) ?? false,
            lastSample: lastSample.get(name),
            series,
            requests: requests.length === 0 ? undefined : (valueOf(requests, "username", name) ?? 0),
            queues,
        };
    });
    return { now, edges, absentSeconds, refusals: await refusalsOf(prometheus, own, now) };
}
