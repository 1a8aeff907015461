import { check, checkUrl, httpUrl, map, oneOf, text } from "./checks";
import { secretNameProblems } from "./clearTexts";
import { unknownKeyProblems } from "./keys";
import { isKnown, Problem } from "./problem";
import { Checked } from "./release";

/** The keys of each part of remoteWriteAuth: those that must be set, and those that may be. */
const parts: Record<string, { required: string[]; optional: string[] }> = {
    basicAuth: { required: ["username", "password"], optional: [] },
    authorization: { required: ["credentials"], optional: ["type"] },
    oauth2: { required: ["clientId", "clientSecret", "tokenUrl"], optional: ["scopes", "endpointParams"] },
    sigv4: { required: [], optional: ["region", "roleArn", "accessKey", "secretKey"] },
    azureAd: { required: [], optional: ["cloud", "managedIdentityClientId", "clientId", "clientSecret", "tenantId"] },
    tls: { required: [], optional: ["caCertificate", "clientCertificate", "clientKey", "serverName"] },
};
const others = ["headers", "proxyUrl"];
const kinds = ["basicAuth", "authorization", "oauth2", "sigv4", "azureAd"];

/** Keys that have a meaning only together. */
function together(path: string, value: Checked, keys: string[]): Problem[] {
    const set = keys.filter((key) => value[key] !== undefined);
    const missing = keys.filter((key) => value[key] === undefined);
    return set.length === 0 ? [] : missing.map((key) => ({ path: `${path}.${key}`, reason: `is not set; it goes with ${set.join(" and ")}` }));
}

function partProblems(path: string, part: string, value: unknown): Problem[] {
    if (!isKnown(value)) {
        return [];
    }
    // No value stands in a text here: it may be a secret.
    if (!map.holds(value)) {
        return [{ path, reason: `must ${map.must}` }];
    }
    const fields = value as Checked;
    const { required, optional } = parts[part];
    const missing = required.filter((key) => fields[key] === undefined).map((key) => ({ path: `${path}.${key}`, reason: "is not set" }));
    const texts = [...required, ...optional].filter((key) => key !== "scopes" && key !== "endpointParams");
    const empty = texts
        .filter((key) => isKnown(fields[key]) && !text.holds(fields[key]))
        .map((key) => ({ path: `${path}.${key}`, reason: `must ${text.must}` }));
    const url = empty.length > 0 ? [] : checkUrl(`${path}.tokenUrl`, fields.tokenUrl, { ...httpUrl, example: "https://login.example.com/token" });
    return [...unknownKeyProblems(path, fields, [...required, ...optional]), ...missing, ...empty, ...url];
}

function azureProblems(path: string, azureAd: Checked): Problem[] {
    const oneWay = (azureAd.managedIdentityClientId === undefined) !== (azureAd.clientId === undefined);
    return [
        ...(oneWay ? [] : [{ path, reason: "must have exactly one of managedIdentityClientId and clientId" }]),
        ...together(path, azureAd, ["clientId", "clientSecret", "tenantId"]),
        ...check(`${path}.cloud`, azureAd.cloud, oneOf("AzurePublic", "AzureChina", "AzureGovernment")),
    ];
}

/** What is wrong with how an edge proves who it is. */
export function remoteWriteAuthProblems(path: string, auth: unknown): Problem[] {
    if (!isKnown(auth)) {
        return [];
    }
    if (!map.holds(auth)) {
        return [{ path, reason: `must ${map.must}`, confidential: true }];
    }
    const fields = auth as Checked;
    const isSetMap = (key: string) => isKnown(fields[key]) && map.holds(fields[key]);
    const chosen = kinds.filter((kind) => fields[kind] !== undefined);
    const problems = [
        ...unknownKeyProblems(path, fields, [...Object.keys(parts), ...others]),
        ...(chosen.length > 1 ? [{ path, reason: `has ${chosen.join(" and ")}, of which there can be one; remove the others` }] : []),
        ...Object.keys(parts).flatMap((part) => partProblems(`${path}.${part}`, part, fields[part])),
        ...(isSetMap("sigv4") ? together(`${path}.sigv4`, fields.sigv4, ["accessKey", "secretKey"]) : []),
        ...(isSetMap("azureAd") ? azureProblems(`${path}.azureAd`, fields.azureAd) : []),
        ...(isSetMap("tls") ? together(`${path}.tls`, fields.tls, ["clientCertificate", "clientKey"]) : []),
        ...check(`${path}.headers`, fields.headers, map),
        ...secretNameProblems(path, fields),
        ...checkUrl(`${path}.proxyUrl`, fields.proxyUrl, { ...httpUrl, example: "http://proxy.example.com:3128" }),
    ];
    return problems.map((problem) => ({ ...problem, confidential: true }));
}
