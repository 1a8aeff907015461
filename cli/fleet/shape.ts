// What the checks of a fleet's file and the schema that editors complete it by are made from.

/** The keys of the file, and what each means. */
export const topKeys = {
    organization: "The organization in the stacks' full names. With Pulumi Cloud: yours. Defaults to `organization`, which is right for a state backend of your own.",
    defaults: "What all clusters share.",
    global: "The cluster that receives.",
    edges: "The clusters that write, by their names, which are the values of the label `cluster`.",
};

/** The keys of a cluster. */
export const clusterKeys = {
    kubeconfig: "Path of its kubeconfig, from the file's folder.",
    context: "Its context there. Defaults to the cluster's name; with a kubeconfig of its own, to that file's current context.",
    config: "Configuration of its stack, before the defaults.",
};

/** The keys of the defaults. */
export const defaultsKeys = {
    kubeconfig: "A kubeconfig that the clusters share, from the file's folder. Defaults to kubectl's own.",
    config: "Configuration of all stacks; a key that only one role knows reaches only its stacks.",
};

/** Keys of configuration that the fleet sets itself, and from what. */
export const ownKeys: Record<string, string> = {
    role: "it is global's or an edge's by its place in the file",
    edges: "they are the names under edges",
    globalStack: "it is the fleet's own",
    remoteWriteUrl: "edges of a fleet write to its global cluster",
    "kubernetes:kubeconfig": "it is the cluster's kubeconfig",
    "kubernetes:context": "it is the cluster's context",
};

/** The same of an edge, and of the defaults: an edge's name is its `clusterName`. */
export const ownEdgeKeys: Record<string, string> = { ...ownKeys, clusterName: "it is the edge's name" };

/** Keys within keys of configuration whose values are secrets, which the file is no place for. */
export const secretKeys: Record<string, string[]> = {
    remoteWriteAuth: ["password", "credentials", "clientSecret", "accessKey", "secretKey", "clientKey"],
    objectStorage: ["configuration"],
};

/** How long an edge's name may be: its stack's name has `edge-` before it, and at most 63 characters. */
export const edgeNameLength = 58;
