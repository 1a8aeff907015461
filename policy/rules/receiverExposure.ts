import { at, prometheusValues } from "../release";
import { Rule } from "../rule";

const published = (type: unknown) => type !== undefined && type !== null && type !== "ClusterIP";

/** Paths in the values by which Prometheus is reached from outside of its cluster, and when one does. */
const ways: [path: string, opens: (value: any) => boolean][] = [
    ["prometheus.service.type", published],
    ["prometheus.service.externalIPs", (addresses) => addresses?.length > 0],
    ["prometheus.ingress.enabled", Boolean],
    ["prometheus.ingressPerReplica.enabled", Boolean],
    ["prometheus.prometheusSpec.hostNetwork", Boolean],
];

/** Whether Prometheus receives remote write, by the operator's key, by an argument, or by Prometheus 2's feature. */
function isReceiver(spec: any): boolean {
    const isIn = (list: unknown, opens: (entry: any) => boolean) => Array.isArray(list) && list.some(opens);
    return (
        Boolean(spec?.enableRemoteWriteReceiver) ||
        isIn(spec?.additionalArgs, (arg) => arg?.name === "web.enable-remote-write-receiver" && String(arg.value) !== "false") ||
        isIn(spec?.enableFeatures, (feature) => String(feature).split(",").includes("remote-write-receiver"))
    );
}

export const receiverExposure: Rule = {
    name: "receiver-behind-gateway",
    description: "A receiver is reached from outside of its cluster by the gateway only: Prometheus itself asks nobody who writes, queries or stops it.",
    enforcementLevel: "mandatory",
    violations(resource) {
        const values = prometheusValues(resource);
        if (!isReceiver(at(values, "prometheus.prometheusSpec"))) {
            return [];
        }
        const routes = Object.keys(at(values, "prometheus.route") ?? {}).map((name): (typeof ways)[number] => [`prometheus.route.${name}.enabled`, Boolean]);
        const perReplica: typeof ways = at(values, "prometheus.servicePerReplica.enabled") ? [["prometheus.servicePerReplica.type", published]] : [];
        return [...ways, ...perReplica, ...routes]
            .filter(([path, opens]) => opens(at(values, path)))
            .map(
                ([path]) =>
                    `values.${path} is ${JSON.stringify(at(values, path))}, which opens the receiver to whoever reaches it: nothing asks for a credential before a write, ` +
                    "a query or a shutdown. Leave gateway at true, and remove this from values.",
            );
    },
};
