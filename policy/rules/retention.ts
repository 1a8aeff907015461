import { parseByteSize, parseQuantity } from "../../components/units";
import { at, prometheusValues } from "../release";
import { Rule } from "../rule";

const spec = "prometheus.prometheusSpec";

export const retention: Rule = {
    name: "retention-within-volume",
    description: "The samples that Prometheus keeps leave room on its volume for the write-ahead log and for compaction.",
    enforcementLevel: "mandatory",
    configSchema: {
        properties: {
            maxPercent: {
                type: "number",
                default: 85,
                minimum: 1,
                maximum: 100,
                description:
                    "Percent of the volume that retentionSize may be at most. https://prometheus.io/docs/prometheus/latest/storage/#right-sizing-retention-size",
            },
        },
    },
    violations(resource, { maxPercent }) {
        const values = prometheusValues(resource);
        const size = at(values, `${spec}.storageSpec.volumeClaimTemplate.spec.resources.requests.storage`);
        const volume = parseQuantity(String(size));
        // An agent keeps no samples, and without a volume the rule persistent-storage speaks.
        if (values === undefined || at(values, "prometheus.agentMode") || volume === undefined) {
            return [];
        }
        const given = at(values, `${spec}.retentionSize`);
        const kept = parseByteSize(String(given));
        // Zero is no limit to Prometheus.
        if (!kept) {
            return [`values.${spec}.retentionSize limits nothing, so samples can fill the volume of ${size}. Set retentionSize to at most ${maxPercent} % of storageSize, or leave it out.`];
        }
        return kept <= (volume * maxPercent) / 100
            ? []
            : [`values.${spec}.retentionSize is ${given}, which is ${Math.round((100 * kept) / volume)} % of the volume of ${size}; at most ${maxPercent} % leave room. Lower retentionSize, or raise storageSize.`];
    },
};
