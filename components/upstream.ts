import * as pulumi from "@pulumi/pulumi";
import { httpUrl } from "./endpoint";
import { ReleaseNames } from "./release";
import { internalUrl, receiverUrl } from "./serviceAddress";
import { Limits } from "./thanosArgs";
import { GatewayRoute } from "./values/gateway";
import { limitsOf } from "./values/limits";
import { firstVersionHeaders, relayPort } from "./values/relay";
import { tenantHeader, thanosPorts } from "./values/thanos";

/** Who is behind the gateway. */
export interface Upstream {
    kind: "receiver" | "relay" | "thanos";
    /** Where it sends what each edge writes. */
    routeOf: pulumi.Output<(edge: string) => GatewayRoute>;
}

/** Prometheus itself. */
export function receiverUpstream(names: ReleaseNames): Upstream {
    return { kind: "receiver", routeOf: receiverUrl(names).apply((url) => () => ({ url: `${url}/` })) };
}

/** Each edge's relay, whose hosts are given by edge. */
export function relayUpstream(hosts: Record<string, pulumi.Output<string>>): Upstream {
    return {
        kind: "relay",
        routeOf: pulumi.all(hosts).apply((known) => (edge: string) => ({ url: `${httpUrl(known[edge], relayPort)}/`, requires: firstVersionHeaders })),
    };
}

/** Thanos, to which the edge's credential decides the tenant, whatever the edge says. */
export function thanosUpstream(names: ReleaseNames, limits: Limits | undefined): Upstream {
    const router = internalUrl(names, "thanos-receive-router", thanosPorts.write);
    return {
        kind: "thanos",
        routeOf: pulumi.all([router, limits]).apply(([url, known]) => (edge: string) => ({
            url: `${url}/api/v1/receive`,
            replacesPath: true,
            requires: firstVersionHeaders,
            sets: [`${tenantHeader}: ${edge}`],
            concurrentRequests: limitsOf(known, edge).concurrentRequests,
        })),
    };
}
