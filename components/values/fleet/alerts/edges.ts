import { Fleet } from "../fleet";
import { Alert } from "../rule";

/** Alerts of edges that are silent, or whose clock is wrong. */
export function edgeAlerts({ clusterName, edges = [], mutedEdges, edgeAbsentAfter }: Fleet): Alert[] {
    const watched = edges.filter((edge) => !mutedEdges.includes(edge));
    const absent: Alert = {
        name: "EdgeMetricsAbsent",
        severity: "critical",
        // From the list, so that an edge that never wrote counts too.
        expr: watched.map((edge) => `absent_over_time(up{cluster="${edge}"}[${edgeAbsentAfter}])`).join(" or "),
        // After a restart of the receiver the edges need a moment to send what waits.
        for: "2m",
        summary: "No samples of edge {{ $labels.cluster }}",
        description:
            `Of edge {{ $labels.cluster }} no sample of the last ${edgeAbsentAfter} is here: it is cut off, its agent does not run, ` +
            "it is not let in, or it is that far behind. It keeps what it scrapes until its log is cut. For maintenance, add it to mutedEdges.",
    };
    const clockAhead: Alert = {
        name: "EdgeClockAhead",
        severity: "warning",
        // The receiver takes samples of up to ten minutes from now. One minute is let pass.
        expr: `count by (cluster) (count_over_time(up{cluster!="",cluster!="${clusterName}"}[9m] offset -10m)) > 0`,
        for: "1m",
        summary: "Clock of edge {{ $labels.cluster }} is ahead",
        description:
            "Edge {{ $labels.cluster }} writes samples that are more than a minute in the future. They shorten, for all edges, how late a sample may come; " +
            "more than ten minutes ahead, samples are refused and lost. Mend the clock of its nodes.",
    };
    return watched.length === 0 ? [clockAhead] : [absent, clockAhead];
}
