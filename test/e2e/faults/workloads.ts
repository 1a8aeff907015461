import { Cluster } from "../../../demo/cluster";
import { podsNamed } from "../gateway/pods";
import { until } from "../support/until";

const namespace = "monitoring";
const gatewayPath = `/apis/apps/v1/namespaces/${namespace}/deployments/kube-prometheus-stack-gateway`;
const receiverPath = `/apis/monitoring.coreos.com/v1/namespaces/${namespace}/prometheuses/kube-prometheus-stack-prometheus`;
const deployment = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "kube-prometheus-stack-gateway", namespace } };
const prometheus = { apiVersion: "monitoring.coreos.com/v1", kind: "Prometheus", metadata: { name: "kube-prometheus-stack-prometheus", namespace } };

/** Waits until so many of the pods of a name are there. */
async function untilPods(cluster: Cluster, name: string, count: number): Promise<void> {
    await until(`${count} pods of the ${name}`, 120, async () => ((await podsNamed(cluster, name)).length === count ? true : undefined));
}

/** Kills one pod of the gateway, without the time that it has to end by itself. */
export async function killGatewayPod(cluster: Cluster): Promise<void> {
    const [{ metadata }] = await podsNamed(cluster, "gateway");
    await cluster.remove(`/api/v1/namespaces/${namespace}/pods/${metadata.name}`, new AbortController().signal, 0);
}

export async function scaleGateway(cluster: Cluster, replicas: number): Promise<void> {
    await cluster.apply(gatewayPath, { ...deployment, spec: { replicas } });
    await untilPods(cluster, "gateway", replicas);
}

/** Sets how many pods the receiver has; its volume stays. */
export async function scaleReceiver(cluster: Cluster, replicas: number): Promise<void> {
    await cluster.apply(receiverPath, { ...prometheus, spec: { replicas } });
    await untilPods(cluster, "prometheus", replicas);
}

/** Replaces the gateway's pods as an update of their image would, and waits until each is a new one. */
export async function rollGateway(cluster: Cluster): Promise<void> {
    const before = (await podsNamed(cluster, "gateway")).map(({ metadata }) => metadata.uid);
    const annotations = { "e2e/rolled": new Date().toISOString() };
    // What this manager of fields has set before, it says again, or it is gone.
    await cluster.apply(gatewayPath, { ...deployment, spec: { replicas: 2, template: { metadata: { annotations } } } });
    await until("new pods of the gateway", 180, async () => {
        const after = (await podsNamed(cluster, "gateway")).map(({ metadata }) => metadata.uid);
        return after.length === 2 && !after.some((uid) => before.includes(uid)) ? true : undefined;
    });
}
