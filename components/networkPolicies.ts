import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { ReleaseNames } from "./release";
import { gatewayLabels } from "./values/gateway";
import { Values } from "./values/merge";
import { gatewayIngress, relayIngress } from "./values/networkPolicy";
import { relayLabels } from "./values/relay";

/** Who may reach the pods of the gateway and of the relays. Prometheus' own policy is among the Helm values. */
export function networkPolicies(name: string, names: ReleaseNames, withRelays: boolean, opts: pulumi.CustomResourceOptions): void {
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
    if (withRelays) {
        policy("relay", relayLabels, relayIngress);
    }
}
