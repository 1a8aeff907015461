import { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { edgeDashboard } from "./edge";
import { fleetDashboard } from "./fleet";

/** The dashboards by the names of their files in components/values/dashboards/. */
export function dashboards(): Record<string, Dashboard> {
    return { fleet: fleetDashboard(), edge: edgeDashboard() };
}

/** A dashboard's file, as npm run generate writes it. */
export function dashboardFile(dashboard: Dashboard): string {
    return JSON.stringify(dashboard, null, 2) + "\n";
}
