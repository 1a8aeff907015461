import { parseDuration } from "../units";
import { alertReceiversProblems, secretKeyProblems } from "./alertReceivers";
import { boolean, check, duration, httpUrl, list } from "./checks";
import { ofMap, unknownKeyProblems } from "./keys";
import { isKnown, Problem } from "./problem";
import { Checked } from "./release";

const minute = 60;

function edgeAbsentAfterProblems(path: string, value: unknown): Problem[] {
    const problems = check(path, value, { ...duration, example: "5m" });
    return problems.length === 0 && isKnown(value) && (parseDuration(value as string) ?? 0) < minute
        ? [{ path, reason: `${JSON.stringify(value)} must be at least a minute: samples come each scrapeInterval`, example: "5m" }]
        : problems;
}

function mutedEdgesProblems({ mutedEdges, edges = [] }: Checked): Problem[] {
    if (!Array.isArray(mutedEdges) || !Array.isArray(edges)) {
        return check("mutedEdges", mutedEdges, list);
    }
    return mutedEdges.flatMap((edge, i) =>
        !isKnown(edge) || edges.includes(edge)
            ? []
            : [{ path: `mutedEdges[${i}]`, reason: `${JSON.stringify(edge)} is of no edge in the list edges; remove it` }],
    );
}

/** What is wrong with the args of alerts, and of who is told of them. */
export function alertingProblems(args: Checked): Problem[] {
    return [
        ...check("fleetAlerts", args.fleetAlerts, boolean),
        ...edgeAbsentAfterProblems("edgeAbsentAfter", args.edgeAbsentAfter),
        ...mutedEdgesProblems(args),
        ...ofMap("alerting", args.alerting, (alerting) => [
            ...unknownKeyProblems("alerting", alerting, ["receivers", "deadMansSwitch"]),
            ...alertReceiversProblems("alerting.receivers", alerting.receivers),
            ...secretKeyProblems("alerting.deadMansSwitch", alerting.deadMansSwitch),
        ]),
        ...check("runbooksUrl", args.runbooksUrl, { ...httpUrl, example: "https://runbooks.example.com" }),
    ];
}
