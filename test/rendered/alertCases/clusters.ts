import { AlertCase } from "../../support/promtool";
import { byUser, up } from "./series";

const series = (cluster: string) => `scrape_samples_post_metric_relabeling{cluster="${cluster}",instance="a",job="a"}`;

export const clusterCases: AlertCase[] = [
    {
        alert: "UnlistedCluster",
        that: "a cluster that is not listed writes, and stops; listed ones and the global one are known",
        series: { [up("lyon")]: "1x10 _x20", [up("paris")]: "1x30", [up("tokyo")]: "0x30", [up("rome")]: "1x30", [up("global")]: "1x30" },
        firing: { "4m": [], "6m": ["lyon"], "10m": ["lyon"], "16m": [] },
    },
    {
        alert: "ClusterClaimedByAnother",
        that: "series of an edge arrive while its own user is silent, and then writes",
        series: {
            [up("paris")]: "1x60",
            [byUser("requests", "paris")]: "9x30 10+10x30",
            [up("tokyo")]: "1x60",
            [byUser("requests", "tokyo")]: "0+10x60",
            [byUser("requests", "rome")]: "0x60",
        },
        firing: { "5m": [], "8m": ["paris"], "30m": ["paris"], "33m": [], "60m": [] },
    },
    {
        alert: "ClusterSeriesGrowth",
        that: "series double over a day, and are dropped again; a new edge and a small one are none",
        series: {
            [series("paris")]: "20000x1440 50000x60 20000x60",
            [series("tokyo")]: "_x1400 90000x160",
            [series("rome")]: "1000x1440 5000x120",
        },
        firing: { "1440m": [], "1450m": [], "1460m": ["paris"], "1510m": [] },
    },
];
