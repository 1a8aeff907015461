import { gatewayLabels, gatewayPorts } from "./gateway";
import { Values } from "./merge";
import { relayLabels, relayPort } from "./relay";

// Who may reach whom: https://kubernetes.io/docs/concepts/services-networking/network-policies/

const podsWith = (matchLabels: Record<string, string>): Values => ({ podSelector: { matchLabels } });
const prometheusPods = podsWith({ "app.kubernetes.io/name": "prometheus" });

/** Anyone may write to the gateway; its metrics, beside which profiles and its reload are served, are Prometheus' alone. */
export const gatewayIngress: Values[] = [
    { ports: [{ port: gatewayPorts.write }] },
    { from: [prometheusPods], ports: [{ port: gatewayPorts.internal }] },
];

/** A relay asks for no password: only the gateway may write to it. */
export function relayIngress(releaseName: string): Values[] {
    return [{ from: [podsWith(gatewayLabels(releaseName)), prometheusPods], ports: [{ port: relayPort }] }];
}

/** Helm values that let only what needs it reach Prometheus. */
export function networkPolicyValues(releaseName: string, withRelay: boolean): Values {
    const clients = [
        podsWith(withRelay ? relayLabels(releaseName) : gatewayLabels(releaseName)),
        podsWith({ "app.kubernetes.io/name": "grafana" }),
        podsWith({ app: "kube-prometheus-stack-operator" }),
    ];
    return {
        prometheus: {
            networkPolicy: {
                enabled: true,
                flavor: "kubernetes",
                // It scrapes itself and its reloader, too.
                ingress: [{ from: [prometheusPods] }, { from: clients, ports: [{ port: 9090, protocol: "TCP" }] }],
                egress: [{}],
            },
        },
    };
}
