import { isCredentialKey } from "../credentialKey";
import { stackValues, thanosValues } from "../release";
import { Rule } from "../rule";
import { structuresIn } from "../structuredText";

interface Finding {
    path: string;
    what: string;
}

// Maps whose texts are credentials, whatever their keys are: of Secrets, of Grafana and of the chart.
const credentialMaps = ["stringData", "secureJsonData", "secureSettings", "secure_settings", "envRenderSecret"];
// A header of Prometheus and Alertmanager, whose map has its values, and those that are secret.
const header = /(?:^|\.)(?:http_headers|httpHeaders)\.([^.]+)$/;

// Texts that say where a credential is, as Grafana, Kubernetes and Helm expand them, and texts that switch something.
const noCredential = /^(\$__(file|env|vault)\{.+\}|\$\{\w+\}|\$\(\w+\)|\{\{[^"'`]+\}\}|true|false)$/i;

/** Why a text is a credential, whatever its key is. */
function credentialIn(text: string): string | undefined {
    if (text.includes("PRIVATE KEY-----")) {
        return "a private key";
    }
    if (/\b[a-z][a-z0-9+.-]*:\/\/[^\s/?#@]+:[^\s/?#@]+@/i.test(text)) {
        return "a URL with a password in it";
    }
    if (/^\s*(bearer|basic)\s+(?!\$[{(_])\S+\s*$/i.test(text)) {
        return "a credential";
    }
    const [, service] = /:\/\/(?:\w+\.)*(hooks\.slack\.com\/(?:services|workflows|triggers)|discord(?:app)?\.com\/api\/webhooks)\//.exec(text) ?? [];
    return service && `a ${service.startsWith("hooks") ? "Slack" : "Discord"} webhook, whose URL is its credential`;
}

/** The credentials in a text or a number, or in the file that a text is. */
function inText(text: string, path: string, isCredential: boolean): Finding[] {
    if (isCredential && text !== "" && !noCredential.test(text)) {
        return [{ path, what: credentialIn(text) ?? "a credential" }];
    }
    const inside = structuresIn(text).flatMap((structure) => findings(structure, path));
    const what = credentialIn(text);
    return inside.length > 0 || what === undefined ? inside : [{ path, what }];
}

/** What a value is by its place: a credential, or a map of them. */
type Kind = "credential" | "credentials" | undefined;

function kindOf(map: Record<string, unknown>, kind: Kind, path: string, key: string): Kind {
    if (credentialMaps.includes(key) || (key === "data" && (map.kind === "Secret" || /(^|\.)extraSecret$/.test(path)))) {
        return "credentials";
    }
    const [, headerName] = header.exec(path) ?? [];
    if (headerName !== undefined && (key === "secrets" || key === "values")) {
        return key === "secrets" || isCredentialKey(headerName) ? "credential" : undefined;
    }
    // An environment variable, a header or an argument has its name beside its value.
    const name = key === "value" && typeof map.name === "string" ? map.name : key;
    return kind === "credentials" || isCredentialKey(name, Object.keys(map)) ? "credential" : undefined;
}

/** The credentials in a value, each with its path. */
function findings(value: unknown, path: string, kind?: Kind): Finding[] {
    if (typeof value === "string" || typeof value === "number") {
        return inText(String(value), path, kind === "credential");
    }
    if (Array.isArray(value)) {
        return value.flatMap((inner, i) => findings(inner, `${path}[${i}]`, kind));
    }
    if (typeof value !== "object" || value === null) {
        return [];
    }
    const map = value as Record<string, unknown>;
    return Object.entries(map).flatMap(([key, inner]) => findings(inner, path === "" ? key : `${path}.${key}`, kindOf(map, kind, path, key)));
}

export const plainTextCredentials: Rule = {
    name: "no-plain-text-credentials",
    description: "Helm values hold no credentials: previews, the release's history and the state show values.",
    enforcementLevel: "mandatory",
    configSchema: {
        properties: {
            ignoredPaths: {
                type: "array",
                items: { type: "string" },
                default: [],
                description: "Paths in the values that look like credentials and are none, such as `grafana.plugins.token`.",
            },
        },
    },
    violations(resource, { ignoredPaths }) {
        return findings(stackValues(resource) ?? thanosValues(resource), "")
            .filter(({ path }) => !ignoredPaths.includes(path))
            .map(
                ({ path, what }) =>
                    `values.${path} holds ${what} in plain text. Put it in a Kubernetes Secret that is made beside the release, and the Secret's name in the values; ` +
                    `if it is none, add "${path}" to this policy's ignoredPaths.`,
            );
    },
};
