import { isPrivateHost } from "../../components/endpoint";
import { Values } from "../../components/values/merge";
import { at, prometheusValues } from "../release";
import { Rule } from "../rule";

const spec = "prometheus.prometheusSpec";
// A client's certificate is a proof, too.
const proofs = ["basicAuth", "authorization", "oauth2", "azureAd", "tlsConfig.keySecret"];

const isMap = (value: unknown): value is Values => typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether an entry of `remoteWrite` says how the agent proves who it is. An empty sigv4 does: it takes what the pod has. */
function isAuthenticated(entry: Values): boolean {
    const isGiven = (path: string) => isMap(at(entry, path)) && Object.keys(at(entry, path)).length > 0;
    return proofs.some(isGiven) || isMap(entry.sigv4) || Boolean(at(entry, "tlsConfig.keyFile"));
}

/** The destinations of a list by their paths, and what is of another shape. */
function destinations(list: unknown, path: string): [path: string, entry: unknown][] {
    if (Array.isArray(list)) {
        return list.map((entry, i) => [`${path}[${i}]`, entry]);
    }
    // The chart leaves out what is empty.
    return list ? [[path, undefined]] : [];
}

function hostOf(url: unknown): string {
    return URL.canParse(String(url)) ? new URL(String(url)).hostname.replace(/^\[|\]$/g, "") : String(url);
}

export const remoteWriteAuthentication: Rule = {
    name: "remote-write-authentication",
    description: "What is written outside of private networks is written with authentication.",
    enforcementLevel: "mandatory",
    configSchema: {
        properties: {
            privateHosts: {
                type: "array",
                items: { type: "string" },
                default: [],
                description: "Hosts in a private network whose names do not say so.",
            },
        },
    },
    violations(resource, { privateHosts }) {
        const values = prometheusValues(resource);
        return ["remoteWrite", "additionalRemoteWrite"].flatMap((list) =>
            destinations(at(values, `${spec}.${list}`), `${spec}.${list}`).flatMap(([path, entry]) => {
                if (!isMap(entry)) {
                    return [`${path} is not a ${path.endsWith("]") ? "map with a url" : "list"}, so nothing can tell where it writes. Make it one, or remove it.`];
                }
                const host = hostOf(entry.url);
                return isAuthenticated(entry) || isPrivateHost(host) || privateHosts.includes(host)
                    ? []
                    : [
                          `${path} writes to ${host}, which is not in a private network, without authentication. ` +
                              "Set remoteWriteAuth, or for additionalRemoteWrite one of basicAuth, authorization, oauth2, sigv4 and azureAd; " +
                              "a host that is private goes into this policy's privateHosts.",
                      ];
            }),
        );
    },
};
