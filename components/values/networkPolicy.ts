import { gatewayLabels, gatewayPorts } from "./gateway";
import { Values } from "./merge";
import { relayLabels, relayPort } from "./relay";
import { rulerLabels, thanosLabels, thanosPorts } from "./thanos";

// Who may reach whom: https://kubernetes.io/docs/concepts/services-networking/network-policies/

const podsWith = (matchLabels: Record<string, string>): Values => ({ podSelector: { matchLabels } });
const prometheusPods = podsWith({ "app.kubernetes.io/name": "prometheus" });
const grafanaPods = podsWith({ "app.kubernetes.io/name": "grafana" });

/** Anyone may write to the gateway; its metrics, beside which profiles and its reload are served, are Prometheus' alone. */
export const gatewayIngress: Values[] = [
    { ports: [{ port: gatewayPorts.write }] },
    { from: [prometheusPods], ports: [{ port: gatewayPorts.internal }] },
];

/** A relay asks for no password: only the gateway may write to it. */
export function relayIngress(releaseName: string): Values[] {
    return [{ from: [podsWith(gatewayLabels(releaseName)), prometheusPods], ports: [{ port: relayPort }] }];
}

/** Thanos asks nobody who it is: its pods and the ruler reach one another, and Prometheus reads their metrics. */
export const thanosIngress = (releaseName: string): Values[] => [{ from: [podsWith(thanosLabels(releaseName)), podsWith(rulerLabels), prometheusPods] }];

/** Grafana queries. */
export const queryIngress: Values[] = [{ from: [grafanaPods], ports: [{ port: thanosPorts.http }] }];

/** The gateway passes on what edges write, with the edge as the tenant. */
export const routerIngress = (releaseName: string): Values[] => [{ from: [podsWith(gatewayLabels(releaseName))], ports: [{ port: thanosPorts.write }] }];

/** Who writes to Prometheus, or, beside Thanos, asks it how many series each edge has. */
const clientLabels = {
    receiver: gatewayLabels,
    relay: relayLabels,
    thanos: (releaseName: string) => thanosLabels(releaseName, "receive-router"),
};

/** Helm values that let only what needs it reach Prometheus. */
export function networkPolicyValues(releaseName: string, upstream: keyof typeof clientLabels): Values {
    const clients = [
        podsWith(clientLabels[upstream](releaseName)),
        grafanaPods,
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
