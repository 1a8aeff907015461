import { isByteSize, parseDuration, parseQuantity } from "../units";
import { isKnown, Problem } from "./problem";

/** A rule for a value: what it must be, an example, and whether a value is that. */
export interface Rule {
    must: string;
    example?: unknown;
    holds: (value: unknown) => boolean;
}

const matches = (pattern: RegExp) => (value: unknown) => typeof value === "string" && pattern.test(value);

/** The characters of a DNS label. */
export const dnsLabelPattern = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/** A DNS label, as Kubernetes names are. */
export function dnsLabel(maxLength: number, example: string): Rule {
    return {
        must: `be a DNS label: at most ${maxLength} lowercase letters, digits and "-", with a letter or digit first and last`,
        example,
        holds: (value) => matches(dnsLabelPattern)(value) && (value as string).length <= maxLength,
    };
}

export const duration: Rule = {
    must: 'be a Prometheus duration over zero: whole numbers with the units "y", "w", "d", "h", "m", "s" and "ms", in that order',
    example: "1h30m",
    holds: (value) => typeof value === "string" && (parseDuration(value) ?? 0) > 0,
};

export const quantity: Rule = {
    must: 'be a Kubernetes quantity over zero: a number with a unit such as "Gi" or "G"',
    example: "50Gi",
    holds: (value) => typeof value === "string" && (parseQuantity(value) ?? 0) > 0,
};

export const computeQuantity: Rule = {
    must: 'be a Kubernetes quantity: a number, or one with a unit such as "m", "Mi" or "Gi"',
    example: "500m",
    holds: matches(/^\d+(\.\d+)?(m|[kMGTPE]|[KMGTPE]i)?$/),
};

export const byteSize: Rule = {
    must: 'be a size with a unit that ends in "B"',
    example: "40GiB",
    holds: (value) => typeof value === "string" && isByteSize(value),
};

export const httpUrl: Rule = {
    must: 'be a URL that starts with "http://" or "https://"',
    holds: (value) => matches(/^https?:\/\/[^\s/?#]+/)(value) && URL.canParse(value as string),
};

export const hostname: Rule = {
    must: "be a host name or an IP address, without scheme, port or path",
    example: "prometheus.example.com",
    holds: (value) =>
        matches(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i)(value) ||
        matches(/^[0-9a-f]*:[0-9a-f:.]+$/i)(value),
};

export const boolean: Rule = { must: "be true or false", holds: (value) => typeof value === "boolean" };

export const map: Rule = {
    must: "be a map",
    holds: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
};

export const list: Rule = { must: "be a list", holds: Array.isArray };

export const text: Rule = { must: "be a text that is not empty", holds: (value) => matches(/\S/)(value) };

export function integer(min: number, max: number, example: number): Rule {
    return {
        must: `be a whole number from ${min} to ${max}`,
        example,
        holds: (value) => Number.isInteger(value) && (value as number) >= min && (value as number) <= max,
    };
}

export function oneOf(...choices: string[]): Rule {
    return {
        must: `be one of ${choices.map((choice) => JSON.stringify(choice)).join(", ")}`,
        example: choices[0],
        holds: (value) => choices.includes(value as string),
    };
}

/** The problem of a value that breaks a rule; none where it is unset or not known yet. */
export function check(path: string, value: unknown, rule: Rule): Problem[] {
    if (!isKnown(value) || rule.holds(value)) {
        return [];
    }
    return [{ path, reason: `${JSON.stringify(value)} must ${rule.must}`, example: rule.example }];
}

/** Like check, for a URL. `instead` says where its user and password belong: what is shown must have none. */
export function checkUrl(path: string, value: unknown, rule: Rule, instead = "take them out"): Problem[] {
    return typeof value === "string" && /^[^/?#]+:\/\/[^/?#]*@/.test(value)
        ? [{ path, reason: `has a user or password in it, which previews and Helm values would show; ${instead}`, confidential: true }]
        : check(path, value, rule);
}

/** Like check, for an arg that must be set. */
export function checkRequired(path: string, value: unknown, rule: Rule): Problem[] {
    return value === undefined ? [{ path, reason: `is not set; it must ${rule.must}`, example: rule.example }] : check(path, value, rule);
}
