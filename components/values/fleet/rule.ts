import { Values } from "../merge";

/** `critical`: samples are being lost, or nobody would see it. `warning`: it will come to that. */
export type Severity = "critical" | "warning";

/** An alert of this project. Its expression keeps the label `cluster`, and docs/runbooks/ has a file of its name. */
export interface Alert {
    name: string;
    severity: Severity;
    expr: string;
    /** How long it must hold before the alert fires, as a Prometheus duration. */
    for: string;
    /** One line, in Prometheus' template language. */
    summary: string;
    /** What it means, and the first thing to do. */
    description: string;
}

/** A group of alerts as Prometheus has it. */
export function ruleGroup(name: string, alerts: Alert[], runbooksUrl: string): Values {
    return {
        name,
        rules: alerts.map((alert) => ({
            alert: alert.name,
            expr: alert.expr,
            for: alert.for,
            labels: { severity: alert.severity },
            annotations: {
                summary: alert.summary,
                description: alert.description,
                runbook_url: `${runbooksUrl.replace(/\/$/, "")}/${alert.name}.md`,
            },
        })),
    };
}
