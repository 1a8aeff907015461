import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { EdgePrometheus, GlobalPrometheus } from "multicluster-prometheus";

// pulumi config set --path 'edges[0]' paris; pulumi config set --path 'edges[1]' tokyo
const edges = new pulumi.Config().requireObject<string[]>("edges");

// One provider a cluster: its name is that of a context in the kubeconfig.
const cluster = (context: string) => new kubernetes.Provider(context, { context });

const global = new GlobalPrometheus("global", { edges }, { provider: cluster("global") });

for (const edge of edges) {
    const password = global.edgeCredentials.apply((credentials) => credentials![edge].password);
    new EdgePrometheus(
        edge,
        {
            clusterName: edge,
            remoteWriteUrl: global.remoteWriteUrl,
            remoteWriteAuth: { basicAuth: { username: edge, password } },
        },
        { provider: cluster(edge) },
    );
}

export const remoteWriteUrl = global.remoteWriteUrl;
export const queryUrl = global.queryUrl;
