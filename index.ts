import * as pulumi from "@pulumi/pulumi";
import { EdgePrometheus, GlobalPrometheus } from "./components";
import { readConfig } from "./config";

/** The outputs of a stack: a public contract, which edge stacks of any age read. */
type Outputs = Record<string, pulumi.Output<unknown>>;

// Pulumi warns of an output that is undefined, not of one that is null.
const orNull = (output: pulumi.Output<unknown>) => output.apply((value) => value ?? null);

async function main(): Promise<Outputs> {
    const stack = await readConfig();
    if (stack.role === "global") {
        const global = new GlobalPrometheus("global", stack.args);
        return {
            clusterName: global.clusterName,
            namespace: global.namespace,
            releaseName: global.releaseName,
            remoteWriteUrl: global.remoteWriteUrl,
            edges: global.edges,
            mutedEdges: global.mutedEdges,
            edgeAbsentAfter: global.edgeAbsentAfter,
            edgeCredentials: orNull(global.edgeCredentials),
            messageVersion: global.messageVersion,
            caCertificate: orNull(global.caCertificate),
            receiver: global.receiver,
            queryUrl: global.queryUrl,
            grafanaUrl: orNull(global.grafanaUrl),
            grafanaAdminPassword: global.grafanaAdminPassword,
        };
    }
    const { clusterName, namespace, releaseName, remoteWriteUrl } = new EdgePrometheus("edge", stack.args);
    return { clusterName, namespace, releaseName, remoteWriteUrl };
}

export = main;
