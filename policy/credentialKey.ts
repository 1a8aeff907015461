// What the keys of credentials end with, in the chart, the operator, Prometheus, Alertmanager, Grafana and their environment variables.
const credential =
    /(password|passwd|token|secret|credentials|authorization|(api|access|secret|private|user|routing|service|integration)_?key|webhook_?url)$/;
// Keys that end like one and whose text names a Kubernetes Secret.
const secretName = /(^|_)(existing|config|from|pull|tls|ca|cert|certificate|credentials|password|token)_secret$|\/.*_secret$/;
// The keys of a map that says which key of which Secret to read; `remoteRef` is External Secrets'.
const referenceKeys = ["name", "namespace", "key", "secretKey", "optional", "remoteRef", "sourceRef"];

/** The words of a key in snake, kebab or camel case, without a number at its end: `httpHeaderValue1` is `http_header_value`. */
function wordsOf(key: string): string {
    return key
        .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
        .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
        .replace(/[-.\s]/g, "_")
        .replace(/_?\d+$/, "")
        .toLowerCase();
}

/** Whether a text in a map is a credential by its key, given all keys of the map. */
export function isCredentialKey(key: string, siblings: string[] = []): boolean {
    const words = wordsOf(key);
    // The chart's maps with existingSecret, userKey and passwordKey say which keys the Secret has.
    const isKeyOfSecret =
        (key === "secretKey" && ["name", "remoteRef"].some((it) => siblings.includes(it)) && siblings.every((it) => referenceKeys.includes(it))) ||
        (key === "userKey" && ["existingSecret", "passwordKey"].some((it) => siblings.includes(it)));
    return credential.test(words) && !secretName.test(words) && !isKeyOfSecret;
}
