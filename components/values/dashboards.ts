import edge from "./dashboards/edge.json";
import fleet from "./dashboards/fleet.json";
import { Values } from "./merge";

/** The dashboards of the fleet, as JSON by file name. `scripts/dashboards/` makes them. */
export function dashboardFiles(): Record<string, string> {
    return {
        "multicluster-prometheus-fleet.json": JSON.stringify(fleet),
        "multicluster-prometheus-edge.json": JSON.stringify(edge),
    };
}

/** The label by which Grafana's sidecar finds dashboards, and the annotations that the chart's own have. */
export function dashboardMetadata(values: Values): { labels: Record<string, string>; annotations: Record<string, string> } {
    const { label = "grafana_dashboard", labelValue = "1", annotations = {} } = values.grafana?.sidecar?.dashboards ?? {};
    return { labels: { [label]: labelValue }, annotations };
}
