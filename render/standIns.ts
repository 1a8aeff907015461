/** Texts that stand for what is not known, or not to be shown. Each is constant, so that two renders are alike. */

/** Stands for a text that is secret. */
export const secretText = "[secret]";

/** Stands for a number that is secret, where Helm must have one: what comes of it as it is, is shown as a text. */
export const secretNumber = 987654;

/** Stands for what the stack's configuration keeps encrypted under a path. */
export const encryptedText = (path: string) => `[encrypted: ${path}]`;

/** Stands for the random result of a resource. */
export const generatedText = (name: string) => `[generated: ${name}]`;

/** Stands for the address that a load balancer gives a Service. */
export const loadBalancerHost = "load-balancer.test";

/** Stands for the certificate of an authority that is read from the cluster. */
export const certificateText = "[certificate of the cluster]";

/** Outputs of a stack of this project that are no secret. */
export const plainOutputs = [
    ...["clusterName", "namespace", "releaseName", "remoteWriteUrl", "edges", "mutedEdges", "edgeAbsentAfter"],
    ...["messageVersion", "caCertificate", "receiver", "queryUrl", "grafanaUrl"],
];

/** Stand for the outputs of a global stack that nobody knows, as an edge of the given name reads them. */
export function globalOutputs(clusterName: string): Record<string, unknown> {
    return {
        clusterName: "global.stand-in",
        namespace: "monitoring",
        releaseName: "kube-prometheus-stack",
        remoteWriteUrl: "http://global.stand-in.test:8427/api/v1/write",
        edges: [clusterName],
        edgeCredentials: { [clusterName]: { username: clusterName, password: generatedText("password") } },
        messageVersion: "V2.0",
        caCertificate: null,
        queryUrl: "http://kube-prometheus-stack-prometheus.monitoring.svc:9090",
    };
}
