/** What an edge stack reads of a global one with one edge, and the doctor too: its outputs, but for Grafana. */
export const globalOutputs = {
    clusterName: "global",
    namespace: "monitoring",
    releaseName: "kube-prometheus-stack",
    remoteWriteUrl: "http://203.0.113.10:8427/api/v1/write",
    edges: ["edge"],
    mutedEdges: [],
    edgeAbsentAfter: "5m",
    edgeCredentials: { edge: { username: "edge", password: "generated-global-edge-edge-1" } },
    messageVersion: "V2.0",
    caCertificate: null,
    receiver: "prometheus",
    queryUrl: "http://kube-prometheus-stack-prometheus.monitoring.svc:9090",
};
