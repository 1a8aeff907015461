import { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import {
    everyCluster,
    lastSampleTime,
    lostSamples,
    pendingSamples,
    queueLag,
    scrapedSeries,
    sentSamplesRate,
    shardsDesired,
    shardsMax,
} from "../../components/values/fleet/expressions";
import { dashboard } from "./dashboard";
import { edgeUid } from "./edge";
import { alertsOrZero, lastSampleAge, rate, refusedSamples, silentClusters } from "./expressions";
import { figure, graph, PanelPlan, tableByLabel } from "./panels";

const interval = "$__rate_interval";
const byCluster = (how: "max" | "sum", expression: string) => `${how} by (cluster) (${expression})`;
const ofEach = (expr: string) => [{ legend: "{{cluster}}", expr }];

const figures: PanelPlan[] = [
    figure({ title: "Clusters that report", answers: "How many clusters have written a sample in the last five minutes?" }, `count(${lastSampleTime()})`),
    figure(
        { title: "Clusters that fell silent", answers: "How many wrote in the dashboard's time range, but not in the last five minutes?" },
        silentClusters(),
        [{ from: 1, color: "red" }],
    ),
    figure(
        { title: "Longest lag", answers: "By how much is the slowest queue behind what its edge scrapes?", unit: "s" },
        `max(${queueLag()})`,
        [{ from: 60, color: "orange" }, { from: 300, color: "red" }],
    ),
    figure({ title: "Alerts that fire", answers: "How many alerts fire, in all clusters?" }, `sum(${alertsOrZero()})`, [{ from: 1, color: "red" }]),
];

const clusters = tableByLabel(
    {
        title: "Clusters",
        answers: "How is each cluster? A click on its name opens it. One that has fallen silent stays here for as long as the dashboard's time range reaches back.",
    },
    {
        title: "Cluster",
        label: "cluster",
        properties: [
            {
                id: "links",
                value: [{ title: "Open ${__value.text}", url: `/d/${edgeUid}?\${datasource:queryparam}&var-cluster=\${__value.text}&\${__url_time_range}` }],
            },
        ],
    },
    [
        { title: "Last sample", expr: lastSampleAge(), unit: "s", steps: [{ from: 120, color: "orange" }, { from: 300, color: "red" }] },
        { title: "Lag", expr: byCluster("max", queueLag()), unit: "s", steps: [{ from: 60, color: "orange" }, { from: 300, color: "red" }] },
        { title: "Shards desired", expr: byCluster("max", shardsDesired()), decimals: 1 },
        { title: "Shards max", expr: byCluster("max", shardsMax()), decimals: 0 },
        { title: "Samples/s", expr: byCluster("sum", sentSamplesRate()), decimals: 0 },
        { title: "Series", expr: scrapedSeries() },
        { title: "Samples lost", expr: byCluster("sum", lostSamples(everyCluster, "$__range")), decimals: 0, steps: [{ from: 1, color: "red" }] },
        { title: "Alerts firing", expr: alertsOrZero(), decimals: 0, steps: [{ from: 1, color: "red" }] },
    ],
);

const queues: PanelPlan[] = [
    graph({ title: "Lag", answers: "Which edge's queue is behind, and does it catch up?", unit: "s" }, ofEach(byCluster("max", queueLag()))),
    graph(
        { title: "Shards desired, of the maximum", answers: "Which queue wants more connections than it may have? From 100 % on it cannot keep up: raise `queueConfig.maxShards`.", unit: "percentunit" },
        ofEach(byCluster("max", `${shardsDesired()} / ${shardsMax()}`)),
    ),
    graph({ title: "Samples that wait", answers: "Which queue fills?" }, ofEach(byCluster("sum", pendingSamples()))),
    graph({ title: "Samples sent a second", answers: "How much does each edge write?", unit: "cps" }, ofEach(byCluster("sum", sentSamplesRate(everyCluster, interval)))),
    graph(
        { title: "Samples lost", answers: "Who loses samples, and when? Those that the receiver refused for good, and those that were too old to be sent, in each interval of the graph." },
        ofEach(byCluster("sum", lostSamples(everyCluster, interval))),
    ),
    graph({ title: "Series", answers: "Whose series grow?" }, ofEach(scrapedSeries())),
];

const receiver: PanelPlan[] = [
    graph(
        { title: "Samples that a receiver refused", answers: "Is what comes in out of order, too old, or wrong? A Prometheus does not count whose samples it refuses; Thanos does, and counts each of its three copies.", unit: "cps" },
        refusedSamples,
    ),
    graph(
        { title: "Requests that the gateway refused", answers: "Does someone come with a wrong password, or ask for something else than to write?", unit: "reqps" },
        [{ legend: "{{reason}}", expr: `sum by (reason) (${rate("vmauth_http_request_errors_total", everyCluster)})` }],
    ),
];

/** The dashboard of all clusters. */
export function fleetDashboard(): Dashboard {
    return dashboard({
        uid: "multicluster-prometheus-fleet",
        title: "Fleet / Overview",
        description: "Is each edge there, does its queue keep up, and does anything get lost?",
        variables: [],
        rows: [
            { height: 4, panels: figures },
            { height: 10, panels: [clusters] },
            { title: "Edges", height: 8, panels: queues.slice(0, 3) },
            { height: 8, panels: queues.slice(3) },
            { title: "Receiver", height: 8, panels: receiver },
        ],
    });
}
