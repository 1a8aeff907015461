import { existsSync } from "fs";
import { Platform } from "../args";
import { chart, chartSource } from "../chart";
import { unknownChartKeys, UnknownKey } from "../values/chartKeys";
import { boolean, check, computeQuantity, dnsLabel, duration, httpUrl, map, oneOf, quantity, text } from "./checks";
import { isKnown, Problem } from "./problem";

/** Args as they are checked: each value known, unset or pending. */
export type Checked = Record<string, any>;

function chartProblems(args: Checked): Problem[] {
    if (typeof args.chart !== "string" || chartSource(args.chart) !== "path") {
        return check("chart", args.chart, text);
    }
    const problems: Problem[] = [];
    if (!existsSync(args.chart)) {
        problems.push({
            path: "chart",
            reason: `${JSON.stringify(args.chart)} does not exist: a chart with a "/" or ".tgz" in its name is a path, from the folder of Pulumi.yaml`,
            example: chart.name,
        });
    }
    for (const key of ["chartVersion", "chartRepository"]) {
        if (isKnown(args[key])) {
            problems.push({ path: key, reason: `has no meaning for the chart ${JSON.stringify(args.chart)}, which is a path; remove it` });
        }
    }
    return problems;
}

function resourcesProblems(resources: Checked): Problem[] {
    const problems: Problem[] = [];
    for (const [kind, quantities] of Object.entries(resources)) {
        const path = `resources.${kind}`;
        if (kind !== "requests" && kind !== "limits") {
            problems.push({ path, reason: 'is not known: "requests" and "limits" are' });
        } else if (check(path, quantities, map).length > 0) {
            problems.push(...check(path, quantities, map));
        } else {
            for (const [name, value] of Object.entries(quantities as Checked)) {
                problems.push(...check(`${path}.${name}`, value, computeQuantity));
            }
        }
    }
    return problems;
}

/** Keys of a chart's values that it does not know: an error where a misspelling of a key is likely and the chart is the one whose keys are known. */
export function unknownValues(path: string, unknown: UnknownKey[], chartName: string, isTested: boolean): Problem[] {
    return unknown.map(({ path: key, nearest }) => ({
        path: `${path}.${key}`,
        reason: `is not a value of ${chartName}` + (nearest === undefined ? "" : `: ${JSON.stringify(nearest)} was meant`),
        warning: !isTested || nearest === undefined,
    }));
}

function valuesProblems(args: Checked): Problem[] {
    const isTested = args.chart === undefined && (args.chartVersion ?? chart.version) === chart.version;
    return unknownValues("values", unknownChartKeys(args.values), `${chart.name} ${chart.version}`, isTested);
}

/** What is wrong with the args that both roles share. */
export function releaseProblems(args: Checked): Problem[] {
    const isMap = (value: unknown) => isKnown(value) && map.holds(value);
    return [
        ...check("namespace", args.namespace, dnsLabel(63, "monitoring")),
        // The chart cuts longer names, so that the names of two objects could become one.
        ...check("releaseName", args.releaseName, dnsLabel(26, "kube-prometheus-stack")),
        ...chartProblems(args),
        ...check("chartVersion", args.chartVersion, text),
        ...(String(args.chartRepository).startsWith("oci://")
            ? [{ path: "chartRepository", reason: `is an OCI registry; remove it, and set chart to "${args.chartRepository}/${args.chart ?? chart.name}"` }]
            : check("chartRepository", args.chartRepository, { ...httpUrl, example: chart.repository })),
        ...check("platform", args.platform, oneOf(...Object.values(Platform))),
        ...check("upgradeCrds", args.upgradeCrds, boolean),
        ...check("values", args.values, map),
        ...(isMap(args.values) ? valuesProblems(args) : []),
        ...check("scrapeInterval", args.scrapeInterval, { ...duration, example: "30s" }),
        ...check("storageSize", args.storageSize, quantity),
        ...check("storageClassName", args.storageClassName, text),
        ...check("resources", args.resources, map),
        ...(isMap(args.resources) ? resourcesProblems(args.resources) : []),
        ...check("outageTolerance", args.outageTolerance, { ...duration, example: "8h" }),
    ];
}
