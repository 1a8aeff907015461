import { at, prometheusValues, thanosValues } from "../release";
import { Rule } from "../rule";

const storage = "prometheus.prometheusSpec.storageSpec";

export const persistence: Rule = {
    name: "persistent-storage",
    description: "Prometheus keeps its samples, and an agent what it has not sent yet, on a volume that outlives its pod.",
    enforcementLevel: "mandatory",
    violations(resource) {
        const thanos = thanosValues(resource);
        if (thanos !== undefined && !at(thanos, "receive.ingestor.persistence.enabled")) {
            return ["values.receive.ingestor.persistence.enabled is not true, so what an ingester has not brought to the object storage goes with its pod. Remove it from thanos.values."];
        }
        const values = prometheusValues(resource);
        const isPersistent = at(values, `${storage}.volumeClaimTemplate.spec.resources.requests.storage`) && !at(values, `${storage}.emptyDir`);
        return values === undefined || isPersistent
            ? []
            : [`values.${storage} has no volumeClaimTemplate with a size, so what Prometheus keeps goes with its pod. Set storageSize, and remove storageSpec from values.`];
    },
};
