import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { EdgePrometheus, Platform } from "multicluster-prometheus";

const config = new pulumi.Config();
const cluster = (context: string) => ({ provider: new kubernetes.Provider(context, { context }) });

// On EKS, to Amazon Managed Service for Prometheus. The agent's service account may assume a role that may write: no key is kept anywhere.
const region = config.require("region");
new EdgePrometheus(
    "paris",
    {
        clusterName: "paris",
        platform: Platform.EKS,
        remoteWriteUrl: `https://aps-workspaces.${region}.amazonaws.com/workspaces/${config.require("workspace")}/api/v1/remote_write`,
        remoteWriteAuth: { sigv4: { region } },
        values: { prometheus: { serviceAccount: { annotations: { "eks.amazonaws.com/role-arn": config.require("roleArn") } } } },
    },
    cluster("paris"),
);

// On GKE, to Grafana Cloud: the number of the instance, and a token of an access policy that may write metrics.
new EdgePrometheus(
    "tokyo",
    {
        clusterName: "tokyo",
        platform: Platform.GKE,
        remoteWriteUrl: config.require("grafanaCloudUrl"),
        remoteWriteAuth: { basicAuth: { username: config.require("grafanaCloudUser"), password: config.requireSecret("grafanaCloudToken") } },
    },
    cluster("tokyo"),
);
