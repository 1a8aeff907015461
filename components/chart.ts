/** The kube-prometheus-stack chart that this package was tested with. */
export const chart = {
    name: "kube-prometheus-stack",
    version: "88.5.3",
    repository: "https://prometheus-community.github.io/helm-charts",
} as const;

/** The Thanos chart that this package was tested with. */
export const thanosChart = {
    name: "oci://ghcr.io/stevehipwell/helm-charts/thanos",
    version: "1.24.1",
} as const;

/** Where Helm finds a chart: in a repository, in an OCI registry, or in a local folder or archive. */
export type ChartSource = "repository" | "oci" | "path";

/** Tells a chart's name from an OCI reference and from a path. */
export function chartSource(reference: string): ChartSource {
    if (reference.startsWith("oci://")) {
        return "oci";
    }
    return reference.includes("/") || reference.endsWith(".tgz") ? "path" : "repository";
}
