import { apacheNamespace } from "./apache";
import { Cluster } from "./cluster";
import { firstLine } from "./errors";
import { podProblems, podsOf } from "./pods";
import { demoRelease, prometheusPath } from "./release";

/** A target of a Prometheus, as its API lists it. */
export interface Target {
    scrapeUrl: string;
    health: string;
    lastError: string;
    labels: Record<string, string>;
}

/** The targets that a cluster's Prometheus scrapes. */
export async function activeTargets(cluster: Cluster): Promise<Target[]> {
    const path = `${prometheusPath(demoRelease)}/api/v1/targets?state=active`;
    return (await cluster.get<{ data: { activeTargets: Target[] } }>(path)).data.activeTargets;
}

/** What is wrong with the agent's targets in Apache's namespace. */
export function targetProblems(targets: Target[]): string[] {
    const apache = targets.filter(({ labels }) => labels.namespace === apacheNamespace);
    if (apache.length === 0) {
        return ["the agent has not discovered the Apache pod"];
    }
    return apache.filter(({ health }) => health !== "up").map(({ scrapeUrl, health, lastError }) => `target ${scrapeUrl}: ${health} ${lastError}`.trim());
}

/** What an agent's own metrics say about samples that did not arrive. */
export function sendingProblems(metrics: string): string[] {
    const said = { failed: "refused for good", retried: "sent again and again" };
    return Object.entries(said).flatMap(([what, text]) => {
        const found = new RegExp(`^prometheus_remote_storage_samples_${what}_total{.*url="([^"]*)"} ([^0].*)$`, "m").exec(metrics);
        return found === null ? [] : [`remote write to ${found[1]}: ${Number(found[2])} samples ${text}`];
    });
}

/** The last warnings and errors of an agent's log about what it sends. */
export function logProblems(log: string): string[] {
    const lines = log.split("\n").filter((line) => /level=(WARN|ERROR)/i.test(line) && /remote/.test(line));
    return lines.slice(-2).map((line) => `agent's log: ${line.replace(/^.*?(?=msg=)/, "")}`);
}

/** Facts that could be gathered, or why they could not. */
async function facts(gather: () => Promise<string[]>, what: string): Promise<string[]> {
    try {
        return await gather();
    } catch (error) {
        return [`${what} cannot be read: ${firstLine(error)}`];
    }
}

/** What is wrong with the pods of a cluster's namespace. */
export function namespaceProblems(cluster: Cluster, namespace: string): Promise<string[]> {
    const gather = async () => podProblems(await podsOf(cluster, namespace)).map((problem) => `${cluster.name} cluster, namespace ${namespace}, ${problem}`);
    return facts(gather, `the pods in namespace ${namespace} of the ${cluster.name} cluster`);
}

/** What stands between the edge's Apache and the global Prometheus. */
export async function diagnose(global: Cluster, edge: Cluster): Promise<string[]> {
    const { namespace, releaseName } = demoRelease;
    const agent = `prom-agent-${releaseName}-prometheus-0`;
    const targets = async () => targetProblems(await activeTargets(edge));
    const metrics = async () => sendingProblems(await edge.text(`${prometheusPath(demoRelease)}/metrics`));
    const log = async () =>
        logProblems(await edge.text(`/api/v1/namespaces/${namespace}/pods/${agent}/log?container=prometheus&tailLines=200`));
    const found = await Promise.all([
        namespaceProblems(edge, apacheNamespace),
        namespaceProblems(edge, namespace),
        namespaceProblems(global, namespace),
        facts(targets, "the agent's targets"),
        facts(metrics, "the agent's metrics"),
        facts(log, "the agent's log"),
    ]);
    return found.flat();
}

/** Commands that show more. */
export function whereToLook(global: Cluster, edge: Cluster): string[] {
    const { namespace, releaseName } = demoRelease;
    return [
        `kubectl --kubeconfig "${edge.kubeconfig}" get pods -A`,
        `kubectl --kubeconfig "${global.kubeconfig}" get pods -A`,
        `kubectl --kubeconfig "${edge.kubeconfig}" -n ${namespace} logs prom-agent-${releaseName}-prometheus-0 -c prometheus`,
    ];
}
