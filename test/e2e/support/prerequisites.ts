import { PulumiCommand } from "@pulumi/pulumi/automation";
import { existsSync, readFileSync } from "fs";
import { resolve } from "path";
import { parse } from "yaml";
import { Values } from "../../../components/values/merge";
import { Cluster } from "../../../demo/cluster";
import { findPulumi } from "../../../demo/tools";

/** What the tier needs of its surroundings. */
export interface Prerequisites {
    pulumi: PulumiCommand;
    global: Cluster;
    edge: Cluster;
    /** A second edge, where there is a third cluster. */
    edge2?: Cluster;
    /** Helm values for both roles. */
    values: Values;
    /** Path of the chart; else Pulumi pulls it. */
    chart?: string;
    /** Path of the Thanos chart; else Pulumi pulls it. */
    thanosChart?: string;
}

const variables = {
    global: "E2E_GLOBAL_KUBECONFIG",
    edge: "E2E_EDGE_KUBECONFIG",
    edge2: "E2E_EDGE2_KUBECONFIG",
    values: "E2E_VALUES",
    chart: "KUBE_PROMETHEUS_STACK_CHART",
    thanosChart: "THANOS_CHART",
};

export const noSecondEdge = `the environment variable ${variables.edge2} names no kubeconfig of a third cluster, for a second edge`;

/** The file that a variable names, or undefined where the variable is not set. */
function fileOf(variable: string): string | undefined {
    const path = process.env[variable];
    if (path && !existsSync(path)) {
        throw new Error(`${variable} names "${path}", which does not exist`);
    }
    return path ? resolve(path) : undefined;
}

/** Finds what the tier needs, or says what is missing. What is set, but wrong, is an error. */
export async function findPrerequisites(): Promise<Prerequisites | { missing: string }> {
    const kubeconfigs = { global: fileOf(variables.global), edge: fileOf(variables.edge), edge2: fileOf(variables.edge2) };
    if (kubeconfigs.global === undefined || kubeconfigs.edge === undefined) {
        return { missing: `the environment variables ${variables.global} and ${variables.edge} do not both name a kubeconfig of a cluster` };
    }
    const found = await findPulumi();
    if ("missing" in found) {
        return { missing: `${found.missing.what} is not on PATH nor in ~/.pulumi/bin: ${found.missing.get}` };
    }
    const values = fileOf(variables.values);
    return {
        pulumi: found.pulumi,
        global: new Cluster("global", kubeconfigs.global),
        edge: new Cluster("edge", kubeconfigs.edge),
        ...(kubeconfigs.edge2 && { edge2: new Cluster("second edge", kubeconfigs.edge2) }),
        values: values === undefined ? {} : parse(readFileSync(values, "utf8")),
        chart: fileOf(variables.chart),
        thanosChart: fileOf(variables.thanosChart),
    };
}
