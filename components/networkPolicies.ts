import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { ReleaseNames } from "./release";
import { gatewayLabels } from "./values/gateway";
import { Values } from "./values/merge";
import { Upstream } from "./upstream";
import { gatewayIngress, queryIngress, relayIngress, routerIngress, thanosIngress } from "./values/networkPolicy";
import { relayLabels } from "./values/relay";
import { rulerLabels, thanosLabels } from "./values/thanos";

/** Who may reach the pods of the gateway, and of what is behind it. Prometheus' own policy is among the Helm values. */
export function networkPolicies(name: string, names: ReleaseNames, upstream: Upstream["kind"], opts: pulumi.CustomResourceOptions): void {
    const { namespace, releaseName } = names;
    const policy = (noun: string, labels: (release: string) => Record<string, string>, ingress: (release: string) => Values[]) =>
        new kubernetes.networking.v1.NetworkPolicy(
            `${name}-${noun}`,
            {
                metadata: { name: pulumi.interpolate`${releaseName}-${noun}`, namespace },
                spec: { podSelector: { matchLabels: releaseName.apply(labels) }, policyTypes: ["Ingress"], ingress: releaseName.apply(ingress) },
            },
            opts,
        );
    policy("gateway", gatewayLabels, () => gatewayIngress);
    if (upstream === "relay") {
        policy("relay", relayLabels, relayIngress);
    }
    if (upstream === "thanos") {
        policy("thanos", thanosLabels, thanosIngress);
        policy("thanos-query", (release) => thanosLabels(release, "query"), () => queryIngress);
        policy("thanos-receive-router", (release) => thanosLabels(release, "receive-router"), routerIngress);
        policy("thanos-ruler", () => rulerLabels, thanosIngress);
    }
}
