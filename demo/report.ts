import { formatTable } from "../cli/table";
import { apacheQuery, seriesQuery } from "./query";
import { demoRelease } from "./release";
import { commonLabels, sampleRows } from "./samples";
import { Session } from "./session";
import { stackNames, stateVariables } from "./stacks";
import { Result } from "./up";

export const downCommand = "npm run demo -- --down";

/** The command that prints Grafana's password. */
function passwordCommand(pulumi: string): string {
    const variables = Object.entries(stateVariables).map(([name, value]) => `${name}="${value}"`);
    return [...variables, pulumi, "stack output grafanaAdminPassword --show-secrets --stack", stackNames.global].join(" ");
}

/** The command that brings a service of the global cluster to this machine. */
function forwardCommand({ global }: Session, service: string, ports: string): string {
    const { namespace, releaseName } = demoRelease;
    return `kubectl --kubeconfig "${global.kubeconfig}" -n ${namespace} port-forward service/${releaseName}-${service} ${ports}`;
}

/** Where Prometheus and Grafana are reached. */
export interface Access {
    queryUrl: string;
    /** Where the URL is one inside the cluster. */
    queryCommand?: string;
    grafanaUrl?: string;
    grafanaCommand?: string;
    passwordCommand?: string;
}

export function accessOf({ outputs }: Pick<Result, "outputs">, session: Session, pulumi: string): Access {
    const queryUrl: string = outputs.queryUrl.value;
    return {
        queryUrl,
        ...(new URL(queryUrl).hostname.endsWith(".svc") && { queryCommand: forwardCommand(session, "prometheus", "9090") }),
        // The values may switch Grafana off.
        ...(outputs.grafanaUrl?.value && {
            grafanaUrl: outputs.grafanaUrl.value,
            grafanaCommand: forwardCommand(session, "grafana", "3000:80"),
            passwordCommand: passwordCommand(pulumi),
        }),
    };
}

function accessLines({ queryUrl, queryCommand, grafanaCommand, passwordCommand: password }: Access): string[] {
    return [
        `Prometheus  ${queryCommand === undefined ? queryUrl : `http://localhost:9090, after: ${queryCommand}`}`,
        `Grafana     ${grafanaCommand === undefined ? "off, by the values that were given" : `http://localhost:3000, user admin, after: ${grafanaCommand}`}`,
        ...(password === undefined ? [] : [`            its password: ${password}`]),
    ];
}

/** What a run came to, to be read. `pulumi` is the command of the Pulumi CLI. */
export function resultText(result: Result, session: Session, pulumi: string): string {
    const { seconds, apache, series } = result;
    const common = Object.entries(commonLabels(apache)).map(([label, value]) => `${label}="${value}"`);
    const after = seconds.firstSample === undefined ? "" : `, ${seconds.firstSample} s after the start of the edge's update`;
    return [
        "",
        `The edge's Apache metrics in the global Prometheus${after}:`,
        `  ${apacheQuery}`,
        "",
        ...formatTable(sampleRows(apache), [2]),
        "",
        `  each with ${common.join(", ")}`,
        "",
        `Series of each cluster: ${seriesQuery}`,
        ...formatTable([["cluster", "series"], ...series.map(({ metric, value }) => [metric.cluster ?? "(none)", value[1]]).sort()], [1]),
        "",
        ...accessLines(accessOf(result, session, pulumi)),
        `Remove all  ${downCommand}`,
    ].join("\n");
}

/** What a run came to, for programs. */
export function resultJson(result: Result, session: Session, pulumi: string): object {
    const { seconds, apache, series, outputs } = result;
    return {
        deployed: true,
        seconds,
        query: apacheQuery,
        result: apache,
        series: Object.fromEntries(series.map(({ metric, value }) => [metric.cluster ?? "", Number(value[1])])),
        remoteWriteUrl: outputs.remoteWriteUrl?.value,
        ...accessOf(result, session, pulumi),
        downCommand,
    };
}
