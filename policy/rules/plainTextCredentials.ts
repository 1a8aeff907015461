import { stackValues } from "../release";
import { Rule } from "../rule";

// Keys of the chart, the operator, Prometheus, Alertmanager and Grafana whose text is a credential. What names a Secret is a map, or has another key.
const credentialKeys =
    /^(admin_?|auth_?|smtp_auth_?|basic_?auth_?|bind_?)?(password|passwd|token|secret)$|^(bearer_?token|client_?secret|secret_?key|access_?key|api_?key|private_?key|routing_?key|service_?key|credentials|authorization|x-api-key)$/i;

/** Why a text is a credential, whatever its key is. */
function credentialIn(text: string): string | undefined {
    if (text.includes("PRIVATE KEY-----")) {
        return "a private key";
    }
    if (/\b[a-z][a-z0-9+.-]*:\/\/[^\s/?#@]+:[^\s/?#@]+@/i.test(text)) {
        return "a URL with a password in it";
    }
    return text.includes("://hooks.slack.com/services/") ? "a Slack webhook, whose URL is its credential" : undefined;
}

/** Each text in a value, with its path and its key. */
function* texts(value: unknown, path: string, key: string): Generator<{ path: string; key: string; text: string }> {
    if (typeof value === "string") {
        yield { path, key, text: value };
    } else if (Array.isArray(value)) {
        for (const [i, inner] of value.entries()) {
            yield* texts(inner, `${path}[${i}]`, key);
        }
    } else if (typeof value === "object" && value !== null) {
        for (const [inner, content] of Object.entries(value)) {
            yield* texts(content, path === "" ? inner : `${path}.${inner}`, inner);
        }
    }
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
        return [...texts(stackValues(resource), "", "")].flatMap(({ path, key, text }) => {
            const what = credentialIn(text) ?? (text !== "" && credentialKeys.test(key) ? "a credential" : undefined);
            return what === undefined || ignoredPaths.includes(path)
                ? []
                : [
                      `values.${path} holds ${what} in plain text. Put it in a Kubernetes Secret, and the Secret's name in the values; ` +
                          `if it is none, add "${path}" to this policy's ignoredPaths.`,
                  ];
        });
    },
};
