import { reservedReceivers } from "../values/alertmanager";
import { check, list, map, oneOf, Rule, text } from "./checks";
import { ofMap, unknownKeyProblems } from "./keys";
import { isKnown, Problem } from "./problem";

/** The keys of each way to reach a receiver: those that must be set, and those that may be. */
const ways: Record<string, { required: string[]; optional: string[] }> = {
    webhook: { required: ["url"], optional: [] },
    slack: { required: ["apiUrl"], optional: ["channel"] },
    pagerDuty: { required: ["routingKey"], optional: [] },
    email: { required: ["to", "from", "smarthost"], optional: ["authUsername", "authPassword"] },
};
const secrets = ["url", "apiUrl", "routingKey", "authPassword"];

const smarthost: Rule = {
    must: "be the host and port of a mail server",
    example: "smtp.example.com:587",
    holds: (value) => typeof value === "string" && /^\S+:\d+$/.test(value),
};

/** What is wrong with the name and key of a Secret. */
export function secretKeyProblems(path: string, value: unknown): Problem[] {
    if (isKnown(value) && !map.holds(value)) {
        // The value stands in no text: it may be the secret itself.
        const reason = "must be the name and key of a Kubernetes Secret in the release's namespace, which holds it";
        return [{ path, reason, example: { name: "alerting", key: "url" } }];
    }
    return ofMap(path, value, (reference) => [
        ...unknownKeyProblems(path, reference, ["name", "key"]),
        ...["name", "key"].filter((key) => reference[key] === undefined).map((key) => ({ path: `${path}.${key}`, reason: "is not set" })),
        ...["name", "key"].flatMap((key) => check(`${path}.${key}`, reference[key], text)),
    ]);
}

function fieldProblems(path: string, key: string, value: unknown): Problem[] {
    return secrets.includes(key) ? secretKeyProblems(path, value) : check(path, value, key === "smarthost" ? smarthost : text);
}

function wayProblems(path: string, way: string, value: unknown): Problem[] {
    return ofMap(path, value, (fields) => {
        const { required, optional } = ways[way];
        const half = (fields.authUsername === undefined) !== (fields.authPassword === undefined);
        return [
            ...unknownKeyProblems(path, fields, [...required, ...optional]),
            ...required.filter((key) => fields[key] === undefined).map((key) => ({ path: `${path}.${key}`, reason: "is not set" })),
            ...[...required, ...optional].flatMap((key) => fieldProblems(`${path}.${key}`, key, fields[key])),
            ...(way === "email" && half ? [{ path, reason: "must have both authUsername and authPassword, or neither" }] : []),
        ];
    });
}

function receiverProblems(path: string, name: string, value: unknown): Problem[] {
    const taken = reservedReceivers.includes(name) ? [{ path, reason: "has a name that this project uses itself; name it otherwise" }] : [];
    const own = ofMap(path, value, (receiver) => {
        const { severities } = receiver;
        const unreachable = Object.keys(ways).every((way) => receiver[way] === undefined);
        return [
            ...unknownKeyProblems(path, receiver, ["severities", ...Object.keys(ways)]),
            ...(unreachable ? [{ path, reason: `has no way to reach it; set one of ${Object.keys(ways).join(", ")}` }] : []),
            ...(Array.isArray(severities)
                ? severities.flatMap((severity, i) => check(`${path}.severities[${i}]`, severity, oneOf("critical", "warning", "info")))
                : check(`${path}.severities`, severities, list)),
            ...Object.keys(ways).flatMap((way) => wayProblems(`${path}.${way}`, way, receiver[way])),
        ];
    });
    return [...taken, ...own];
}

/** What is wrong with receivers of alerts. */
export function alertReceiversProblems(path: string, value: unknown): Problem[] {
    return ofMap(path, value, (receivers) =>
        Object.entries(receivers).flatMap(([name, receiver]) => receiverProblems(`${path}.${name}`, name, receiver)),
    );
}
