import { at, prometheusValues } from "../release";
import { Resource, Rule, RuleConfig } from "../rule";

const workloadTypes = ["kubernetes:apps/v1:Deployment", "kubernetes:apps/v1:StatefulSet", "kubernetes:apps/v1:DaemonSet"];

const partsSchema = {
    parts: {
        type: "array" as const,
        items: { type: "string" as const },
        default: ["prometheus.prometheusSpec"],
        description: "Paths of the chart's parts in the values, such as `grafana`, `prometheusOperator` or `alertmanager.alertmanagerSpec`, that must say what they need.",
    },
};

/** The resources of each container that a resource runs, by where they stand. */
function containerResources(resource: Resource, { parts }: RuleConfig): [place: string, resources: any][] {
    const values = prometheusValues(resource);
    if (values !== undefined) {
        return parts.map((path: string) => [`values.${path}.resources`, at(values, `${path}.resources`)]);
    }
    const containers = workloadTypes.includes(resource.type) ? (at(resource.props, "spec.template.spec.containers") ?? []) : [];
    return containers.map(({ name, resources }: any) => [`resources of the container "${name}"`, resources]);
}

export const resourceRequests: Rule = {
    name: "resource-requests",
    description: "What grows with the fleet says how much CPU and memory it needs, so that the scheduler finds it a node that has it.",
    enforcementLevel: "mandatory",
    configSchema: { properties: partsSchema },
    violations: (resource, config) =>
        containerResources(resource, config).flatMap(([place, resources]) => {
            const missing = ["cpu", "memory"].filter((name) => !at(resources, `requests.${name}`));
            return missing.length === 0 ? [] : [`${place} has no requests of ${missing.join(" and ")}. Set resources.requests, such as { cpu: 500m, memory: 2Gi }.`];
        }),
};

export const memoryLimits: Rule = {
    name: "memory-limits",
    description: "What could take a node's memory from others has a limit.",
    // A limit ends a Prometheus whose fleet returns after an outage, just when it is needed: it is for each cluster to choose.
    enforcementLevel: "advisory",
    configSchema: { properties: partsSchema },
    violations: (resource, config) =>
        containerResources(resource, config).flatMap(([place, resources]) =>
            at(resources, "limits.memory")
                ? []
                : [`${place} has no limit of memory. Set resources.limits.memory to a few times the request, or disable this policy: by default Prometheus has none, since a limit ends it when a fleet returns after an outage.`],
        ),
};
