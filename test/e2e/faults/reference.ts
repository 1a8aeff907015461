import { Cluster } from "../../../demo/cluster";
import { until } from "../support/until";

/** Namespace in the edge of a second receiver, which no fault reaches: it has each sample that the agent took. */
export const referenceNamespace = "e2e-reference";

const labels = { app: "reference" };
const namespacePath = `/api/v1/namespaces/${referenceNamespace}`;
const servicePath = `${namespacePath}/services/http:reference:9090/proxy`;

/** Where the agent writes to it. */
export const referenceUrl = `http://reference.${referenceNamespace}.svc:9090/api/v1/write`;

/** Deploys the second receiver, of the image that the agent runs. */
export async function deployReference(edge: Cluster): Promise<void> {
    const agents = "/apis/apps/v1/namespaces/monitoring/statefulsets?labelSelector=app.kubernetes.io/name=prometheus-agent";
    const { items } = await edge.get<{ items: { spec: { template: { spec: { containers: { image: string }[] } } } }[] }>(agents);
    const metadata = { name: "reference", namespace: referenceNamespace };
    await edge.apply(namespacePath, { apiVersion: "v1", kind: "Namespace", metadata: { name: referenceNamespace } });
    await edge.apply(`${namespacePath}/services/reference`, {
        apiVersion: "v1",
        kind: "Service",
        metadata,
        spec: { selector: labels, ports: [{ port: 9090 }] },
    });
    await edge.apply(`/apis/apps/v1/namespaces/${referenceNamespace}/deployments/reference`, {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata,
        spec: {
            selector: { matchLabels: labels },
            template: {
                metadata: { labels },
                spec: {
                    containers: [
                        {
                            name: "prometheus",
                            image: items[0].spec.template.spec.containers[0].image,
                            args: [
                                "--config.file=/configuration/prometheus.yml",
                                "--storage.tsdb.path=/prometheus",
                                "--web.enable-remote-write-receiver",
                            ],
                            volumeMounts: [
                                { name: "configuration", mountPath: "/configuration" },
                                { name: "data", mountPath: "/prometheus" },
                            ],
                        },
                    ],
                    volumes: [
                        { name: "configuration", configMap: { name: "reference" } },
                        { name: "data", emptyDir: {} },
                    ],
                },
            },
        },
    });
    const configMap = { apiVersion: "v1", kind: "ConfigMap", metadata };
    await edge.apply(`${namespacePath}/configmaps/reference`, { ...configMap, data: { "prometheus.yml": "storage: {tsdb: {out_of_order_time_window: 1h}}" } });
    await until("the second receiver is ready", 120, () => edge.text(`${servicePath}/-/ready`));
}

/** Path of its query API, by the edge's API server. */
export const referenceApi = `${servicePath}/api/v1`;
