import { AlertCase } from "../../support/promtool";
import { up } from "./series";

/** What happens to the edges "paris" and "tokyo" of the global cluster "global"; the edge "rome" is muted. */
export const edgeCases: AlertCase[] = [
    {
        alert: "EdgeMetricsAbsent",
        that: "an edge appears, disappears and returns; one never wrote; a muted one is not missed",
        series: { [up("paris")]: "1x10 _x20 1x20" },
        firing: { "1m": [], "5m": ["tokyo"], "16m": ["tokyo"], "18m": ["paris", "tokyo"], "30m": ["paris", "tokyo"], "31m": ["tokyo"], "50m": ["tokyo"] },
    },
    {
        alert: "EdgeMetricsAbsent",
        that: "a hole of four minutes is none, as when the receiver restarts",
        series: { [up("paris")]: "1x10 _x4 1x20", [up("tokyo")]: "0x40" },
        firing: { "15m": [], "16m": [], "20m": [] },
    },
    {
        alert: "EdgeClockAhead",
        that: "clocks are right",
        series: { [up("paris")]: "1x30" },
        firing: { "10m": [], "30m": [] },
    },
];
