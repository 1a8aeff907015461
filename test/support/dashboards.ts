import { dashboardFiles } from "../../components/values/dashboards";

/** An expression of a dashboard, and where it stands. */
export interface DashboardExpression {
    dashboard: string;
    panel: string;
    expr: string;
}

/** What Grafana puts in the place of variables. */
const variables: Record<string, string> = { $__rate_interval: "2m", $__range: "6h" };

/** The dashboards, by uid. */
export function parsedDashboards(): Record<string, any> {
    return Object.fromEntries(Object.values(dashboardFiles()).map((text) => [JSON.parse(text).uid, JSON.parse(text)]));
}

/** Each expression of the dashboards, as Grafana asks it of Prometheus when `cluster` is chosen. */
export function dashboardExpressions(cluster = "edge"): DashboardExpression[] {
    const replaced = (expr: string) =>
        expr.replace(/\$\w+/g, (variable) => {
            const value = variable === "$cluster" ? cluster : variables[variable];
            if (value === undefined) {
                throw new Error(`no value for the variable ${variable} in ${expr}`);
            }
            return value;
        });
    return Object.entries(parsedDashboards()).flatMap(([dashboard, { panels }]) =>
        panels.flatMap(({ title, targets = [] }: any) =>
            targets.map(({ expr }: any) => ({ dashboard, panel: title, expr: replaced(expr) })),
        ),
    );
}
