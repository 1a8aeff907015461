import { Cluster } from "./cluster";

interface ContainerStatus {
    name: string;
    ready: boolean;
    state?: { waiting?: { reason?: string; message?: string }; terminated?: { reason?: string; exitCode: number } };
}

/** What of a pod says whether it works. */
export interface Pod {
    metadata: { name: string };
    status: {
        phase?: string;
        conditions?: { type: string; status: string; message?: string }[];
        containerStatuses?: ContainerStatus[];
        initContainerStatuses?: ContainerStatus[];
    };
}

function isReady({ status }: Pod): boolean {
    return status.phase === "Succeeded" || (status.conditions ?? []).some(({ type, status: is }) => type === "Ready" && is === "True");
}

/** How many of some pods are ready. */
export function podsSummary(pods: Pod[]): string {
    return `${pods.filter(isReady).length} of ${pods.length} pods ready`;
}

function reason(pod: Pod): string {
    const unscheduled = pod.status.conditions?.find(({ type, status }) => type === "PodScheduled" && status === "False");
    if (unscheduled !== undefined) {
        return `not scheduled: ${unscheduled.message}`;
    }
    const containers = [...(pod.status.initContainerStatuses ?? []), ...(pod.status.containerStatuses ?? [])];
    const stuck = containers.find(({ ready, state }) => !ready && (state?.waiting !== undefined || (state?.terminated?.exitCode ?? 0) > 0));
    if (stuck === undefined) {
        return pod.status.phase === "Running" ? "runs, but is not ready" : (pod.status.phase ?? "Pending");
    }
    const { waiting, terminated } = stuck.state ?? {};
    const why = waiting === undefined ? `ended with ${terminated?.exitCode}` : [waiting.reason, waiting.message].filter(Boolean).join(": ");
    return `container ${stuck.name}: ${why}`;
}

/** What keeps each pod that is not ready. */
export function podProblems(pods: Pod[]): string[] {
    return pods.filter((pod) => !isReady(pod)).map((pod) => `pod ${pod.metadata.name}: ${reason(pod)}`);
}

/** The pods of a namespace. */
export async function podsOf(cluster: Cluster, namespace: string): Promise<Pod[]> {
    return (await cluster.get<{ items: Pod[] }>(`/api/v1/namespaces/${namespace}/pods`)).items;
}
