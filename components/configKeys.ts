/** The two roles of a stack. */
export type Role = "global" | "edge";

/** How the text of a key is read. */
export type Kind = "text" | "integer" | "boolean" | "map" | "list";

const both: Role[] = ["global", "edge"];

/** A key of the configuration: the roles that know it, how its text is read, and what it means where it is no component's arg. */
export interface ConfigKey {
    roles: Role[];
    kind: Kind;
    description?: string;
}

/** Each key of the namespace `multicluster-prometheus`. */
export const configKeys: Record<string, ConfigKey> = {
    role: {
        roles: both,
        kind: "text",
        description: "What the stack's cluster is: `global` for the one that receives, or `edge` for one that writes. Required.",
    },
    clusterName: { roles: both, kind: "text" },
    namespace: { roles: both, kind: "text" },
    releaseName: { roles: both, kind: "text" },
    chart: { roles: both, kind: "text" },
    chartVersion: { roles: both, kind: "text" },
    chartRepository: { roles: both, kind: "text" },
    upgradeCrds: { roles: both, kind: "boolean" },
    platform: { roles: both, kind: "text" },
    values: { roles: both, kind: "map" },
    scrapeInterval: { roles: both, kind: "text" },
    storageSize: { roles: both, kind: "text" },
    storageClassName: { roles: both, kind: "text" },
    resources: { roles: both, kind: "map" },
    outageTolerance: { roles: both, kind: "text" },
    receiver: { roles: ["global"], kind: "text" },
    objectStorage: { roles: ["global"], kind: "map" },
    limits: { roles: ["global"], kind: "map" },
    thanos: { roles: ["global"], kind: "map" },
    retention: { roles: ["global"], kind: "text" },
    retentionSize: { roles: ["global"], kind: "text" },
    edges: { roles: ["global"], kind: "list" },
    credentialVersions: { roles: ["global"], kind: "map" },
    gateway: { roles: ["global"], kind: "boolean" },
    enforceClusterLabel: { roles: ["global"], kind: "boolean" },
    relayStorageSize: { roles: ["global"], kind: "text" },
    tls: { roles: ["global"], kind: "map" },
    networkPolicy: { roles: ["global"], kind: "boolean" },
    hostname: { roles: ["global"], kind: "text" },
    serviceType: { roles: ["global"], kind: "text" },
    nodePort: { roles: ["global"], kind: "integer" },
    fleetAlerts: { roles: ["global"], kind: "boolean" },
    edgeAbsentAfter: { roles: ["global"], kind: "text" },
    mutedEdges: { roles: ["global"], kind: "list" },
    alerting: { roles: ["global"], kind: "map" },
    runbooksUrl: { roles: ["global"], kind: "text" },
    globalStack: {
        roles: ["edge"],
        kind: "text",
        description:
            "Full name of the global stack, as `organization/project/stack`, whose output `remoteWriteUrl` the edge writes to. " +
            "Required, unless `remoteWriteUrl` is set. With a state backend of your own the organization is `organization`.",
    },
    remoteWriteUrl: { roles: ["edge"], kind: "text" },
    remoteWriteAuth: { roles: ["edge"], kind: "map" },
    messageVersion: { roles: ["edge"], kind: "text" },
    queueConfig: { roles: ["edge"], kind: "map" },
    writeRelabelConfigs: { roles: ["edge"], kind: "list" },
    additionalRemoteWrite: { roles: ["edge"], kind: "map" },
    replicas: { roles: ["edge"], kind: "integer" },
    receiverDeduplicates: { roles: ["edge"], kind: "boolean" },
    annotationDiscovery: { roles: ["edge"], kind: "boolean" },
};
