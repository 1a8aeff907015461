import { Cluster } from "../../../demo/cluster";
import { pods } from "../gateway/pods";
import { until } from "../support/until";

const namespace = "monitoring";

/** The parts of Thanos, as the chart names them. */
export type Part = "receive-ingestor" | "receive-router" | "store-gateway" | "query" | "compact";

/** The pods of one part, in the order of their names. */
export async function podsOf(global: Cluster, part: Part): Promise<Awaited<ReturnType<typeof pods>>> {
    const all = (await pods(global)).filter(({ metadata }) => metadata.labels["app.kubernetes.io/component"] === part);
    return all.sort((a, b) => a.metadata.name.localeCompare(b.metadata.name));
}

/** Ends some pods of a part, all or those of given places, and waits until others are ready in their place. Without a time to end by themselves they are killed. */
export async function endPods(global: Cluster, part: Part, { places, graceSeconds }: { places?: number[]; graceSeconds?: number } = {}): Promise<void> {
    const before = await podsOf(global, part);
    const ended = before.filter((_, place) => places?.includes(place) ?? true).map(({ metadata }) => metadata);
    await Promise.all(ended.map(({ name }) => global.delete(`/api/v1/namespaces/${namespace}/pods/${name}`, graceSeconds)));
    await untilReady(global, part, before.length, ended.map(({ uid }) => uid));
}

/** Waits until so many pods of a part are ready, and none of some that should be gone is there. */
export async function untilReady(global: Cluster, part: Part, count: number, gone: string[] = []): Promise<void> {
    await until(`${count} pods of ${part} are ready`, 300, async () => {
        const now = await podsOf(global, part);
        const ready = now.filter(({ status }) => status.containerStatuses?.every((container) => container.ready));
        return now.length === count && ready.length === count && !now.some(({ metadata }) => gone.includes(metadata.uid)) ? true : undefined;
    });
}

/** Sets how many pods a StatefulSet of Thanos has. */
export async function scale(global: Cluster, part: Part, replicas: number): Promise<void> {
    const name = `kube-prometheus-stack-thanos-${part}`;
    const statefulSet = { apiVersion: "apps/v1", kind: "StatefulSet", metadata: { name, namespace }, spec: { replicas } };
    await global.apply(`/apis/apps/v1/namespaces/${namespace}/statefulsets/${name}`, statefulSet);
    await untilReady(global, part, replicas);
}
