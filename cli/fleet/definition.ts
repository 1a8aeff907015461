/** A cluster of a fleet. */
export interface Cluster {
    /** `global`, or the edge's name. */
    name: string;
    role: "global" | "edge";
    /** Path of its kubeconfig as the file has it. Else kubectl's own. */
    kubeconfig?: string;
    /** Else the current one of the kubeconfig. */
    context?: string;
    /** Configuration of its stack: keys of the project, and keys of other namespaces. */
    config: Record<string, unknown>;
}

/** What a fleet's file defines. */
export interface Fleet {
    /** The project that the stacks are of. */
    project: string;
    organization?: string;
    global: Cluster;
    edges: Cluster[];
}

/** Name of a cluster's stack. */
export const stackName = ({ role, name }: Pick<Cluster, "role" | "name">) => (role === "global" ? "global" : `edge-${name}`);

/** A stack's name as Pulumi's CLI takes it. */
export const fullStackName = ({ organization, project }: Fleet, stack: string) => (organization === undefined ? stack : `${organization}/${project}/${stack}`);

/** All configuration of a cluster's stack but its secrets, keys with their namespace. */
export function stackConfig({ project, organization, edges }: Fleet, cluster: Cluster): Record<string, unknown> {
    const own =
        cluster.role === "global"
            ? { role: "global", edges: edges.map(({ name }) => name) }
            : { role: "edge", clusterName: cluster.name, globalStack: `${organization ?? "organization"}/${project}/global` };
    const named = Object.entries({ ...cluster.config, ...own }).map(([key, value]) => [key.includes(":") ? key : `${project}:${key}`, value]);
    return {
        // Secrets are changed in place, not replaced.
        "kubernetes:enableSecretMutable": "true",
        // So are dashboards: for what is replaced, Grafana's sidecar takes the file away and writes it anew.
        ...(cluster.role === "global" && { "kubernetes:enableConfigMapMutable": "true" }),
        ...(cluster.kubeconfig !== undefined && { "kubernetes:kubeconfig": cluster.kubeconfig }),
        ...(cluster.context !== undefined && { "kubernetes:context": cluster.context }),
        ...Object.fromEntries(named),
    };
}
