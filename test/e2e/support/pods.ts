import { Cluster } from "../../../demo/cluster";
import { until } from "./until";

/** Namespace of the pods that the discovery job should find, or leave alone. */
export const podsNamespace = "e2e-pods";

const namespacePath = `/api/v1/namespaces/${podsNamespace}`;

/** A pod whose containers are node exporters, the one server of any metrics that each edge has the image of. */
export interface PodSpec {
    /** What follows `prometheus.io/` in its annotations. */
    annotations: Record<string, string>;
    exporters: { port: number; path?: string; declares: { port: number; protocol?: string }[] }[];
    /** A port that an init container declares. */
    initPort?: number;
}

interface Pod {
    spec: { nodeName: string };
    status: { podIP: string; conditions?: { type: string; status: string }[] };
}

const containerPorts = (declared: { port: number; protocol?: string }[]) =>
    declared.map(({ port, protocol = "TCP" }) => ({ containerPort: port, protocol }));

function manifest(name: string, { annotations, exporters, initPort }: PodSpec, image: string): object {
    return {
        apiVersion: "v1",
        kind: "Pod",
        metadata: {
            name,
            namespace: podsNamespace,
            annotations: Object.fromEntries(Object.entries(annotations).map(([key, value]) => [`prometheus.io/${key}`, value])),
        },
        spec: {
            terminationGracePeriodSeconds: 1,
            initContainers:
                initPort === undefined ? [] : [{ name: "init", image, args: ["--version"], ports: containerPorts([{ port: initPort }]) }],
            containers: exporters.map(({ port, path = "/metrics", declares }) => ({
                name: `exporter-${port}`,
                image,
                args: [
                    "--collector.disable-defaults",
                    "--collector.textfile",
                    "--collector.textfile.directory=/metrics",
                    "--web.disable-exporter-metrics",
                    `--web.listen-address=:${port}`,
                    `--web.telemetry-path=${path}`,
                ],
                ports: containerPorts(declares),
                volumeMounts: [{ name: "metrics", mountPath: "/metrics" }],
            })),
            volumes: [{ name: "metrics", configMap: { name: "metrics" } }],
        },
    };
}

/** Image of the node exporter that the release runs in a cluster. */
async function exporterImage(cluster: Cluster): Promise<string> {
    const path = "/apis/apps/v1/namespaces/monitoring/daemonsets/kube-prometheus-stack-prometheus-node-exporter";
    const { spec } = await cluster.get<{ spec: { template: { spec: { containers: { image: string }[] } } } }>(path);
    return spec.template.spec.containers[0].image;
}

/** Deploys pods that all expose the same metrics, and returns each one's address and node once it is ready. */
export async function deployPods(
    cluster: Cluster,
    metrics: string,
    pods: Record<string, PodSpec>,
): Promise<Record<string, { address: string; node: string }>> {
    const image = await exporterImage(cluster);
    await cluster.apply(namespacePath, { apiVersion: "v1", kind: "Namespace", metadata: { name: podsNamespace } });
    const configMap = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "metrics", namespace: podsNamespace } };
    await cluster.apply(`${namespacePath}/configmaps/metrics`, { ...configMap, data: { "e2e.prom": metrics } });
    for (const [name, spec] of Object.entries(pods)) {
        // Until the namespace has its service account, pods are refused.
        await until(`pod ${name} is made`, 30, async () => {
            await cluster.apply(`${namespacePath}/pods/${name}`, manifest(name, spec, image));
            return true;
        });
    }
    const ready = Object.keys(pods).map(async (name) => {
        const { spec, status } = await until(`pod ${name} is ready`, 90, async () => {
            const pod = await cluster.get<Pod>(`${namespacePath}/pods/${name}`);
            return pod.status.conditions?.some(({ type, status: is }) => type === "Ready" && is === "True") ? pod : undefined;
        });
        return [name, { address: status.podIP, node: spec.nodeName }] as const;
    });
    return Object.fromEntries(await Promise.all(ready));
}
