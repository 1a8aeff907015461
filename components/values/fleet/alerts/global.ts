import { Receiver } from "../../../thanosArgs";
import { Fleet } from "../fleet";
import { Alert } from "../rule";

/** Alert of a global Prometheus that is silent, which Thanos' ruler can tell; where it is the receiver itself, no rule is evaluated then. */
export function globalAlerts({ clusterName, receiver }: Fleet): Alert[] {
    const absent: Alert = {
        name: "GlobalMetricsAbsent",
        severity: "critical",
        expr: `absent_over_time(up{cluster="${clusterName}"}[5m])`,
        for: "2m",
        summary: "No samples of the global cluster",
        description:
            "What the global Prometheus scrapes has not reached Thanos for five minutes: it does not run, or Thanos refuses what it writes. " +
            "Alerts of the gateway, of Thanos and of the global cluster are not raised meanwhile.",
    };
    return receiver === Receiver.Thanos ? [absent] : [];
}
