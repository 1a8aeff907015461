import { Cluster } from "../../../demo/cluster";
import { Pair } from "../gateway/pair";
import { seconds, until } from "../support/until";

/** Namespace in the edge of a second receiver, which no fault reaches: it has each sample that the agent took. */
const referenceNamespace = "e2e-reference";

const labels = { app: "reference" };
const namespacePath = `/api/v1/namespaces/${referenceNamespace}`;
const servicePath = `${namespacePath}/services/http:reference:9090/proxy`;

/** Where the agent writes to it. */
const referenceUrl = `http://reference.${referenceNamespace}.svc:9090/api/v1/write`;

/** Deploys the second receiver, of the image that the agent runs. */
async function deployReference(edge: Cluster): Promise<void> {
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

/** Deploys a global stack, an edge with further configuration, and the second receiver that the edge writes to as well. */
export async function deployCompared(pair: Pair, further: Record<string, unknown> = {}): Promise<void> {
    await pair.fleet.noteWhatIsThere();
    pair.fleet.namespaces.add(referenceNamespace);
    await pair.deploy({ ...further, additionalRemoteWrite: { reference: { url: referenceUrl } } });
    await deployReference(pair.found.edge);
    // The agent waits up to half a minute before it tries a destination again.
    await seconds(60);
}

/** Path of its query API, by the edge's API server. */
export const referenceApi = `${servicePath}/api/v1`;
