import { isPrivateHost } from "../../components/endpoint";
import { Values } from "../../components/values/merge";
import { at, prometheusValues } from "../release";
import { Rule } from "../rule";

const spec = "prometheus.prometheusSpec";
const proofs = ["basicAuth", "authorization", "oauth2", "sigv4", "azureAd"];

/** Whether an entry of `remoteWrite` says how the agent proves who it is; a client's certificate does, too. */
function isAuthenticated(entry: Values): boolean {
    return proofs.some((key) => entry[key]) || at(entry, "tlsConfig.keySecret") !== undefined || at(entry, "tlsConfig.keyFile") !== undefined;
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
            ((at(values, `${spec}.${list}`) ?? []) as Values[]).flatMap((entry, i) => {
                const host = hostOf(entry.url);
                return isAuthenticated(entry) || isPrivateHost(host) || privateHosts.includes(host)
                    ? []
                    : [
                          `${spec}.${list}[${i}] writes to ${host}, which is not in a private network, without authentication. ` +
                              "Set remoteWriteAuth, or for additionalRemoteWrite one of basicAuth, authorization, oauth2, sigv4 and azureAd; " +
                              "a host that is private goes into this policy's privateHosts.",
                      ];
            }),
        );
    },
};
