import { unknownChartKeys } from "../values/chartKeys";
import { boolean, check, checkRequired, checkUrl, duration, httpUrl, integer, list, map, oneOf, Rule } from "./checks";
import { isKnown, Problem } from "./problem";
import { Checked } from "./release";

const remoteWriteEntry = "prometheus.prometheusSpec.remoteWrite[]";
const anyUrl: Rule = { ...httpUrl, example: "https://mimir.example.com/api/v1/push" };
const count = (example: number): Rule => integer(1, 2 ** 31 - 1, example);
// https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
const relabelActions = [
    "replace",
    "keep",
    "drop",
    "hashmod",
    "labelmap",
    "labeldrop",
    "labelkeep",
    "lowercase",
    "uppercase",
    "keepequal",
    "dropequal",
];
const queueRules: Record<string, Rule> = {
    capacity: count(10000),
    minShards: count(1),
    maxShards: count(10),
    maxSamplesPerSend: count(2000),
    batchSendDeadline: { ...duration, example: "5s" },
    minBackoff: { ...duration, example: "30ms" },
    maxBackoff: { ...duration, example: "30s" },
    retryOnRateLimit: boolean,
    sampleAgeLimit: { ...duration, example: "8h" },
};

/** Keys that the operator does not know in a part of a `remoteWrite` entry. */
function unknownKeys(path: string, value: unknown, part: string): Problem[] {
    return unknownChartKeys(value, part).map(({ path: key, nearest }) => ({
        path: `${path}.${key}`,
        reason: "is not a key of the operator's remoteWrite" + (nearest === undefined ? "; remove it" : `: ${JSON.stringify(nearest)} was meant`),
    }));
}

/** Checks a value as a map, then what is in it. */
function ifMap(path: string, value: unknown, problems: (map: Checked) => Problem[]): Problem[] {
    if (!isKnown(value)) {
        return [];
    }
    return map.holds(value) ? problems(value as Checked) : check(path, value, map);
}

function queueValueProblems(path: string, queueConfig: Checked): Problem[] {
    return Object.entries(queueRules).flatMap(([key, rule]) => check(`${path}.${key}`, queueConfig[key], rule));
}

export function queueConfigProblems(path: string, value: unknown): Problem[] {
    return ifMap(path, value, (queueConfig) => [
        ...unknownKeys(path, queueConfig, `${remoteWriteEntry}.queueConfig`),
        ...queueValueProblems(path, queueConfig),
    ]);
}

export function writeRelabelConfigsProblems(path: string, value: unknown): Problem[] {
    if (!isKnown(value) || !Array.isArray(value)) {
        return check(path, value, list);
    }
    return value.flatMap((entry, i) =>
        ifMap(`${path}[${i}]`, entry, (rule) => [
            ...unknownKeys(`${path}[${i}]`, rule, `${remoteWriteEntry}.writeRelabelConfigs[]`),
            ...check(`${path}[${i}].action`, rule.action, {
                ...oneOf(...relabelActions),
                holds: (action) => relabelActions.includes(String(action).toLowerCase()),
            }),
        ]),
    );
}

/** What is wrong with further destinations, whose names and the edge's own must differ. */
export function additionalRemoteWriteProblems(path: string, value: unknown, clusterName: unknown): Problem[] {
    return ifMap(path, value, (destinations) =>
        Object.entries(destinations).flatMap(([name, entry]) => {
            const at = `${path}.${name}`;
            const taken: Problem[] =
                name === clusterName ? [{ path: at, reason: "has the name of the edge, which its own destination has; name it otherwise" }] : [];
            return [
                ...taken,
                ...ifMap(at, entry, (destination) => [
                    ...requiredUrlProblems(`${at}.url`, destination.url, anyUrl, "name a Kubernetes Secret in its basicAuth"),
                    ...unknownKeys(at, destination, remoteWriteEntry),
                    ...ifMap(`${at}.queueConfig`, destination.queueConfig, (queue) => queueValueProblems(`${at}.queueConfig`, queue)),
                ]),
            ];
        }),
    );
}

function requiredUrlProblems(path: string, value: unknown, rule: Rule, instead: string): Problem[] {
    return value === undefined ? checkRequired(path, value, rule) : checkUrl(path, value, rule, instead);
}

export function remoteWriteUrlProblems(path: string, value: unknown): Problem[] {
    return requiredUrlProblems(path, value, { ...httpUrl, example: "http://prometheus.example.com:9090/api/v1/write" }, "set them in remoteWriteAuth.basicAuth");
}
