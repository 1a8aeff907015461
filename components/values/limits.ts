import * as pulumi from "@pulumi/pulumi";
import { defaults } from "../defaults";
import { Limits, WriteLimits } from "../thanosArgs";
import { parseQuantity } from "../units";
import { Values } from "./merge";
import { replicationFactor } from "./thanos";

type Known = pulumi.Unwrap<WriteLimits>;

/** An edge's limits: its own, else those of all, else the defaults. */
export function limitsOf(limits: pulumi.Unwrap<Limits> | undefined, edge: string): Required<Known> {
    const { edges = {}, ...all } = limits ?? {};
    return { ...defaults.global.limits, ...all, ...edges[edge] };
}

function tenantLimits({ series, requestSize }: Required<Known>): Values {
    return { request: { size_bytes_limit: parseQuantity(requestSize) }, head_series_limit: series };
}

/** Thanos' limits of each edge: https://thanos.io/tip/components/receive.md/#limits--gates-experimental */
export function limitsConfiguration(limits: pulumi.Unwrap<Limits> | undefined, prometheusUrl: string, clusterName: string): Values {
    const ofEdges = Object.keys(limits?.edges ?? {}).map((edge) => [edge, tenantLimits(limitsOf(limits, edge))]);
    return {
        write: {
            global: {
                meta_monitoring_url: prometheusUrl,
                // Each ingester counts its own copy.
                meta_monitoring_limit_query: `sum by (tenant) (prometheus_tsdb_head_series{job=~".+-thanos-receive-ingestor"}) / ${replicationFactor}`,
            },
            // No edge has this name.
            default: tenantLimits(limitsOf(limits, "")),
            // Zero is no limit: what tells of Thanos itself is never refused.
            tenants: { ...Object.fromEntries(ofEdges), [clusterName]: { request: { size_bytes_limit: 0 }, head_series_limit: 0 } },
        },
    };
}
