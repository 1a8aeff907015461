import { Fleet } from "../fleet";
import { Alert } from "../rule";

/** Alerts of the gateway, and of the edges' relays where there are any; none without a gateway. */
export function gatewayAlerts({ clusterName, edges, enforceClusterLabel }: Fleet): Alert[] {
    const own = `cluster="${clusterName}"`;
    const increase = (by: string, series: string, range = "10m") => `sum by (${by}) (increase(${series}[${range}]))`;
    const gateway: Alert[] = [
        {
            name: "GatewayRefusesRequests",
            severity: "warning",
            expr: `${increase("cluster, reason", `vmauth_http_request_errors_total{${own},reason=~"invalid_auth_token|missing_route"}`)} > 10`,
            for: "5m",
            summary: "The gateway refuses requests: {{ $labels.reason }}",
            description:
                '{{ printf "%.0f" $value }} requests in ten minutes: invalid_auth_token is a wrong user or password, missing_route is something else than a write. ' +
                "An edge whose password is refused loses what it sends: run pulumi up on its stack. Else a stranger tries.",
        },
        {
            name: "GatewayCannotForward",
            severity: "warning",
            // The edge that it is about is the alert's cluster. What a restart of the receiver leaves in the range is over before the alert fires.
            expr: `label_replace(${increase("username", `vmauth_user_request_backend_errors_total{${own}}`, "5m")}, "cluster", "$1", "username", "(.+)") > 0`,
            for: "10m",
            summary: "The gateway cannot pass on what {{ $labels.cluster }} writes",
            description: "What is behind the gateway does not answer. The edge sends again, so nothing is lost yet. Look at the receiver's pod, and at the edge's relay.",
        },
    ];
    const relay: Alert = {
        name: "RelayDropsSamples",
        severity: "critical",
        expr:
            `${increase("cluster, pod", `vmagent_remotewrite_packets_dropped_total{${own}}`)} + ` +
            `${increase("cluster, pod", `vm_persistentqueue_blocks_dropped_total{${own}}`)} > 0`,
        for: "1m",
        summary: "The relay {{ $labels.pod }} drops samples",
        description:
            "The receiver refused them, or the relay's volume is full of what the receiver has not taken. They are lost, and the edge does not know it. " +
            "The relay's log says which. In the second case bring the receiver back, and raise relayStorageSize when nothing waits: it makes the volume anew.",
    };
    if (edges === undefined) {
        return [];
    }
    return enforceClusterLabel ? [...gateway, relay] : gateway;
}
