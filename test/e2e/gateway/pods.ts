import { Cluster } from "../../../demo/cluster";

interface Pod {
    metadata: { name: string; uid: string; labels: Record<string, string> };
    status: { containerStatuses?: { name: string; restartCount: number; ready: boolean }[]; podIP?: string };
}

const podsPath = "/api/v1/namespaces/monitoring/pods";

/** The release's pods. */
export async function pods(cluster: Cluster): Promise<Pod[]> {
    return (await cluster.get<{ items: Pod[] }>(podsPath)).items;
}

/** The release's pods of an application, such as `gateway`. */
export async function podsNamed(cluster: Cluster, name: string): Promise<Pod[]> {
    return (await pods(cluster)).filter(({ metadata }) => metadata.labels["app.kubernetes.io/name"] === name);
}

/** How often each container has been started again, by its pod's identity and its own name. */
export async function restarts(cluster: Cluster): Promise<Record<string, number>> {
    const all = await pods(cluster);
    const counts = all.flatMap(({ metadata: { name, uid }, status }) =>
        (status.containerStatuses ?? []).map((container) => [`${name} ${uid} ${container.name}`, container.restartCount] as const),
    );
    return Object.fromEntries(counts);
}

/** What each container of the release's pods has logged. */
export async function logs(cluster: Cluster): Promise<string> {
    const texts = (await pods(cluster)).flatMap(({ metadata: { name }, status }) =>
        (status.containerStatuses ?? []).map((container) => cluster.text(`${podsPath}/${name}/log?container=${container.name}`)),
    );
    return (await Promise.all(texts)).join("\n");
}
