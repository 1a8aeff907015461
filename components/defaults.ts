/** The default of each arg that has one: part of the public contract. */
export const defaults = {
    namespace: "monitoring",
    releaseName: "kube-prometheus-stack",
    upgradeCrds: true,
    scrapeInterval: "30s",
    outageTolerance: "8h",
    global: {
        clusterName: "global",
        storageSize: "50Gi",
        resources: { requests: { cpu: "500m", memory: "2Gi" } },
        receiver: "prometheus",
        objectStorage: { secretKey: "objstore.yml", fileSystem: { storageSize: "10Gi" } },
        limits: { series: 1_000_000, requestSize: "4Mi", concurrentRequests: 50 },
        thanos: { ingesters: 3 },
        retention: "10d",
        gateway: true,
        enforceClusterLabel: false,
        relayStorageSize: "1Gi",
        networkPolicy: true,
        credentialVersion: 1,
        serviceType: "LoadBalancer",
        nodePort: 30090,
        fleetAlerts: true,
        edgeAbsentAfter: "5m",
        alertSeverities: ["critical", "warning"],
        runbooksUrl: "docs/runbooks",
    },
    edge: {
        storageSize: "10Gi",
        resources: { requests: { cpu: "100m", memory: "256Mi" } },
        replicas: 1,
        receiverDeduplicates: false,
        annotationDiscovery: true,
    },
} as const;

/** Part of the global volume that samples may fill: the rest is for the write-ahead log and for compaction. */
export const retentionShare = 0.8;
