import { Receiver } from "../../../thanosArgs";
import { scrapedSeries } from "../expressions";
import { Fleet } from "../fleet";
import { Alert } from "../rule";

/** Alerts of names that are wrong, and of clusters that grow. */
export function clusterAlerts({ clusterName, edges, enforceClusterLabel, receiver }: Fleet): Alert[] {
    const growth: Alert = {
        name: "ClusterSeriesGrowth",
        severity: "warning",
        expr:
            `${scrapedSeries()} > 1.5 * ${scrapedSeries(undefined, "1d")} and ` +
            `${scrapedSeries()} - ${scrapedSeries(undefined, "1d")} > 10000`,
        for: "15m",
        summary: "{{ $labels.cluster }} has half as many series again as yesterday",
        description:
            'It scrapes {{ printf "%.0f" $value }} series now. More of the same fills the receiver\'s memory and volume: find what grew, and drop it with writeRelabelConfigs.',
    };
    if (edges === undefined) {
        return [growth];
    }
    const known = [clusterName, ...edges].join("|");
    const unlisted: Alert = {
        name: "UnlistedCluster",
        severity: "warning",
        expr: `count by (cluster) (up{cluster!="",cluster!~"${known}"}) > 0`,
        for: "5m",
        summary: "{{ $labels.cluster }} writes, and is not listed",
        description:
            "Some listed edge writes samples with a cluster that global does not list, so nobody watches for its silence. " +
            "Give that edge its own clusterName, or let enforceClusterLabel set it.",
    };
    const listed = `cluster=~"${edges.join("|")}"`;
    const claimed: Alert = {
        name: "ClusterClaimedByAnother",
        severity: "critical",
        expr:
            `count by (cluster) (up{${listed}}) and on (cluster) label_replace(` +
            `sum by (username) (increase(vmauth_user_requests_total{cluster="${clusterName}"}[10m])), "cluster", "$1", "username", "(.+)") == 0`,
        for: "5m",
        summary: "Someone else writes as {{ $labels.cluster }}",
        description:
            "Samples of {{ $labels.cluster }} arrive, and its own user wrote nothing for ten minutes: another edge's credential carries its name. " +
            "Find the edge whose clusterName is wrong; enforceClusterLabel prevents it, switched on as docs/gateway.md says.",
    };
    // The relay of enforceClusterLabel, or Thanos, sets the name, and none can claim another's.
    const isEnforced = enforceClusterLabel || receiver === Receiver.Thanos;
    return edges.length === 0 || isEnforced ? [growth, unlisted] : [growth, unlisted, claimed];
}
