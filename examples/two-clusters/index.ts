import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { EdgePrometheus, GlobalPrometheus } from "multicluster-prometheus";

// Unset, it is the chart's own repository that is asked.
const chart = new pulumi.Config().get("chart");

// One provider a cluster: its name is that of a context in the kubeconfig.
const cluster = (context: string) => ({ provider: new kubernetes.Provider(context, { context }) });

const global = new GlobalPrometheus("global", { chart, edges: ["paris"] }, cluster("global"));

new EdgePrometheus(
    "paris",
    {
        chart,
        clusterName: "paris",
        remoteWriteUrl: global.remoteWriteUrl,
        remoteWriteAuth: { basicAuth: { username: "paris", password: global.edgeCredentials.apply((credentials) => credentials!.paris.password) } },
    },
    cluster("paris"),
);

export const remoteWriteUrl = global.remoteWriteUrl;
export const queryUrl = global.queryUrl;
