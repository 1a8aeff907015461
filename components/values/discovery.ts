import { Values } from "./merge";

const annotation = (name: string) => `__meta_kubernetes_pod_annotation_prometheus_io_${name}`;

/** The scrape job for pods that are annotated `prometheus.io/scrape: "true"`; `port`, `path` and `scheme` are honoured. */
export function annotationDiscoveryJob(): Values {
    return {
        job_name: "kubernetes",
        kubernetes_sd_configs: [{ role: "pod" }],
        relabel_configs: [
            { source_labels: [annotation("scrape")], action: "keep", regex: "true" },
            { source_labels: ["__meta_kubernetes_pod_phase"], action: "drop", regex: "Pending|Succeeded|Failed" },
            // Without a named port each declared one is scraped, but none of an init container and none but TCP.
            {
                source_labels: [annotation("port"), "__meta_kubernetes_pod_container_init"],
                action: "drop",
                regex: ";true",
            },
            {
                source_labels: [annotation("port"), "__meta_kubernetes_pod_container_port_protocol"],
                action: "drop",
                regex: ";(UDP|SCTP)",
            },
            // A named port gives all of a pod's containers one address, and equal targets are scraped once.
            {
                source_labels: [annotation("port"), "__meta_kubernetes_pod_ip"],
                target_label: "__address__",
                regex: "(\\d+);([\\d.]+)",
                replacement: "$2:$1",
            },
            {
                source_labels: [annotation("port"), "__meta_kubernetes_pod_ip"],
                target_label: "__address__",
                regex: "(\\d+);(.*:.*)",
                replacement: "[$2]:$1",
            },
            { source_labels: [annotation("path")], target_label: "__metrics_path__", regex: "(.+)" },
            { source_labels: [annotation("scheme")], target_label: "__scheme__", regex: "(https?)" },
            { source_labels: ["__meta_kubernetes_namespace"], target_label: "namespace" },
            { source_labels: ["__meta_kubernetes_pod_name"], target_label: "pod" },
            { source_labels: ["__meta_kubernetes_pod_node_name"], target_label: "node" },
        ],
    };
}
