import { Cluster } from "../../../demo/cluster";

const namespace = "monitoring";
const name = "kube-prometheus-stack-prometheus";
const path = `/apis/monitoring.coreos.com/v1alpha1/namespaces/${namespace}/prometheusagents/${name}`;

/** Sets how many agents an edge has. */
export async function scaleAgent(edge: Cluster, replicas: number): Promise<void> {
    await edge.apply(path, { apiVersion: "monitoring.coreos.com/v1alpha1", kind: "PrometheusAgent", metadata: { name, namespace }, spec: { replicas } });
}

/** The agent's own URL for writes, which it refuses for good: it is no receiver. */
export const agentWriteUrl = `http://${name}.${namespace}.svc:9090/api/v1/write`;
