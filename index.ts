import * as pulumi from "@pulumi/pulumi";
import { EdgePrometheus, GlobalPrometheus } from "./components";
import { readConfig } from "./config";

/** The outputs of a stack: a public contract, which edge stacks of any age read. */
type Outputs = Record<string, pulumi.Output<string | undefined>>;

async function main(): Promise<Outputs> {
    const stack = await readConfig();
    if (stack.role === "global") {
        const { clusterName, namespace, releaseName, remoteWriteUrl, queryUrl, grafanaUrl, grafanaAdminPassword } =
            new GlobalPrometheus("global", stack.args);
        return { clusterName, namespace, releaseName, remoteWriteUrl, queryUrl, grafanaUrl, grafanaAdminPassword };
    }
    const { clusterName, namespace, releaseName, remoteWriteUrl } = new EdgePrometheus("edge", stack.args);
    return { clusterName, namespace, releaseName, remoteWriteUrl };
}

export = main;
