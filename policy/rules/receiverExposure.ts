import { at, prometheusValues, thanosValues } from "../release";
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

/** Those by which Thanos is. */
const thanosWays: typeof ways = ["receive.router", "query", "queryFrontend"].flatMap((part): typeof ways => [
    [`${part}.service.type`, published],
    [`${part}.ingress.enabled`, Boolean],
    [`${part}.httpRoute.enabled`, Boolean],
]);

/** Whether Prometheus receives remote write, by the operator's key, by an argument, or by Prometheus 2's feature. */
function isReceiver(spec: any): boolean {
    const isIn = (list: unknown, opens: (entry: any) => boolean) => Array.isArray(list) && list.some(opens);
    return (
        Boolean(spec?.enableRemoteWriteReceiver) ||
        isIn(spec?.additionalArgs, (arg) => arg?.name === "web.enable-remote-write-receiver" && String(arg.value) !== "false") ||
        isIn(spec?.enableFeatures, (feature) => String(feature).split(",").includes("remote-write-receiver"))
    );
}

/** What opens the receiver, of the ways in which it may be. */
function openings(values: any, all: typeof ways, arg: string): string[] {
    return all
        .filter(([path, opens]) => opens(at(values, path)))
        .map(
            ([path]) =>
                `values.${path} is ${JSON.stringify(at(values, path))}, which opens the receiver to whoever reaches it: nothing asks for a credential before a write, ` +
                `a query or a shutdown. Leave gateway at true, and remove this from ${arg}.`,
        );
}

export const receiverExposure: Rule = {
    name: "receiver-behind-gateway",
    description: "A receiver is reached from outside of its cluster by the gateway only: Prometheus itself asks nobody who writes, queries or stops it.",
    enforcementLevel: "mandatory",
    violations(resource) {
        const thanos = thanosValues(resource);
        if (thanos !== undefined) {
            return openings(thanos, thanosWays, "thanos.values");
        }
        const values = prometheusValues(resource);
        if (!isReceiver(at(values, "prometheus.prometheusSpec"))) {
            return [];
        }
        const routes = Object.keys(at(values, "prometheus.route") ?? {}).map((name): (typeof ways)[number] => [`prometheus.route.${name}.enabled`, Boolean]);
        const perReplica: typeof ways = at(values, "prometheus.servicePerReplica.enabled") ? [["prometheus.servicePerReplica.type", published]] : [];
        return openings(values, [...ways, ...perReplica, ...routes], "values");
    },
};
