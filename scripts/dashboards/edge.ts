import { Dashboard, QueryVariableBuilder, VariableRefresh, VariableSort } from "@grafana/grafana-foundation-sdk/dashboard";
import {
    droppedSamples,
    everyCluster,
    failedSamples,
    pendingSamples,
    queueLag,
    retriedSamples,
    scrapedSeries,
    sentSamplesRate,
    shardsDesired,
    shardsMax,
} from "../../components/values/fleet/expressions";
import { dashboard } from "./dashboard";
import { alertsOrZero, chosenCluster, lastSampleAge, ofPrometheus, rate, refusedSamples } from "./expressions";
import { datasource, figure, graph, Line, PanelPlan, tableOfSeries } from "./panels";

export const edgeUid = "multicluster-prometheus-edge";

const interval = "$__rate_interval";
const storage = (metric: string) => `prometheus_remote_storage_${metric}{${chosenCluster}}`;
const byDestination = (expr: string): Line[] => [{ legend: "{{remote_name}}", expr }];
const byPod = (expr: string): Line[] => [{ legend: "{{pod}}", expr }];

const figures: PanelPlan[] = [
    figure(
        { title: "Last sample", answers: "How long ago was this cluster's last sample taken?", unit: "s" },
        lastSampleAge(chosenCluster),
        [{ from: 120, color: "orange" }, { from: 300, color: "red" }],
    ),
    figure(
        { title: "Longest lag", answers: "By how much is its slowest queue behind what it scrapes?", unit: "s" },
        `max(${queueLag(chosenCluster)})`,
        [{ from: 60, color: "orange" }, { from: 300, color: "red" }],
    ),
    figure(
        { title: "Targets down", answers: "How many of its targets cannot be scraped?" },
        `count(up{${chosenCluster}} == 0) or 0 * count(up{${chosenCluster}})`,
        [{ from: 1, color: "red" }],
    ),
    figure({ title: "Alerts that fire", answers: "How many alerts fire for it?" }, `sum(${alertsOrZero(chosenCluster)})`, [{ from: 1, color: "red" }]),
];

const alerts = tableOfSeries(
    { title: "Alerts", answers: "Which alerts fire for it?" },
    `ALERTS{alertstate="firing", severity!="none", ${chosenCluster}}`,
    ["alertstate", "cluster"],
);

const queue: PanelPlan[] = [
    graph({ title: "Lag", answers: "Is a queue behind, and does it catch up? None for a queue that has never sent.", unit: "s" }, byDestination(queueLag(chosenCluster))),
    graph(
        { title: "Shards", answers: "Does a queue want more connections than it may have? From the maximum on it cannot keep up: raise `queueConfig.maxShards`." },
        [
            { legend: "{{remote_name}} running", expr: storage("shards") },
            { legend: "{{remote_name}} desired", expr: shardsDesired(chosenCluster) },
            { legend: "{{remote_name}} maximum", expr: shardsMax(chosenCluster) },
        ],
    ),
    graph({ title: "Samples that wait", answers: "Does a queue fill?" }, byDestination(pendingSamples(chosenCluster))),
    graph({ title: "Samples sent a second", answers: "How much does it write?", unit: "cps" }, byDestination(sentSamplesRate(chosenCluster, interval))),
    graph(
        { title: "Samples failed, dropped, retried", answers: "Does it lose samples? Failed: the receiver refused them for good. Dropped: too old to be sent. Retried: sent again, not lost. In each interval of the graph." },
        [
            { legend: "{{remote_name}} failed", expr: failedSamples(chosenCluster, interval) },
            { legend: "{{remote_name}} dropped", expr: droppedSamples(chosenCluster, interval) },
            { legend: "{{remote_name}} retried", expr: retriedSamples(chosenCluster, interval) },
        ],
    ),
    graph(
        { title: "Time to send a request", answers: "Is the way to the receiver, or the receiver, slow?", unit: "s" },
        [0.5, 0.99].map((quantile) => ({
            legend: `{{remote_name}} ${100 * quantile} %`,
            expr:
                `histogram_quantile(${quantile}, sum by (remote_name, le)` +
                ` (${rate("prometheus_remote_storage_sent_batch_duration_seconds_bucket", chosenCluster)}))`,
        })),
    ),
];

const agent: PanelPlan[] = [
    graph({ title: "Memory", answers: "Will the agent reach its memory limit?", unit: "bytes" }, byPod(ofPrometheus(`process_resident_memory_bytes{${chosenCluster}}`))),
    graph({ title: "CPU", answers: "How many cores does the agent use?" }, byPod(ofPrometheus(rate("process_cpu_seconds_total", chosenCluster)))),
    graph({ title: "Series", answers: "Do its series grow, or change all the time? The agent holds on to those that have ended until it cuts its log." }, [
        { legend: "scraped", expr: scrapedSeries(chosenCluster) },
        { legend: "held by the agent", expr: `sum by (cluster) (prometheus_agent_active_series{${chosenCluster}})` },
    ]),
    graph({ title: "Write-ahead log", answers: "How much does the log hold, of which what was not sent is a part?", unit: "bytes" }, byPod(ofPrometheus(`prometheus_tsdb_wal_storage_size_bytes{${chosenCluster}}`))),
    graph({ title: "Segments of the log not read yet", answers: "Does a queue read its log as fast as it is written?" }, [
        {
            legend: "{{consumer}}",
            expr:
                // An ingester of Thanos has one for each edge.
                `max by (cluster, instance) (prometheus_tsdb_wal_segment_current{${chosenCluster}}) - on (cluster, instance) group_right ()` +
                ` prometheus_wal_watcher_current_segment{${chosenCluster}}`,
        },
    ]),
    graph({ title: "Volume used", answers: "Will the volume of Prometheus, or of a part of Thanos, be full? Not all kinds of volumes tell.", unit: "percentunit" }, [
        { legend: "{{persistentvolumeclaim}}", expr: `${volume("used")} / ${volume("capacity")}` },
    ]),
];

/** Bytes of the volumes whose claims have the names that the operator or the Thanos chart gives. */
function volume(what: "used" | "capacity"): string {
    return `kubelet_volume_stats_${what}_bytes{${chosenCluster}, persistentvolumeclaim=~"prom(etheus|-agent)-.+-db-.+|data-.+-thanos-.+"}`;
}

const targets: PanelPlan[] = [
    graph({ title: "Targets", answers: "How many targets does it scrape, and how many of them answer?" }, [
        { legend: "up", expr: `count(up{${chosenCluster}} == 1)` },
        { legend: "down", expr: `count(up{${chosenCluster}} == 0)` },
    ]),
    tableOfSeries({ title: "Targets that are down", answers: "Which targets do not answer?" }, `up{${chosenCluster}} == 0`, ["cluster"]),
];

const receiver: PanelPlan[] = [
    graph({ title: "Its requests at the gateway", answers: "Does what it sends reach the gateway, and does the receiver answer?", unit: "reqps" }, [
        ...["requests", "request_errors", "request_backend_errors"].map((what) => ({
            legend: what.replace(/_/g, " "),
            expr: `sum(${rate(`vmauth_user_${what}_total`, `${everyCluster}, username="$cluster"`)})`,
        })),
    ]),
    graph(
        { title: "Samples that a receiver refused, of all edges", answers: "Is what comes in out of order, too old, or wrong? A Prometheus does not count whose samples it refuses; Thanos does, and counts each of its three copies.", unit: "cps" },
        refusedSamples,
    ),
];

const cluster = () =>
    new QueryVariableBuilder("cluster")
        .label("Cluster")
        .datasource(datasource)
        .query(`label_values(up{${everyCluster}}, cluster)`)
        .refresh(VariableRefresh.OnTimeRangeChanged)
        .sort(VariableSort.AlphabeticalAsc);

/** The dashboard of one edge. */
export function edgeDashboard(): Dashboard {
    return dashboard({
        uid: edgeUid,
        title: "Fleet / Edge",
        description: "What is wrong with one edge: its queue, its agent, its targets, or the receiver?",
        variables: [cluster()],
        rows: [
            { height: 4, panels: figures },
            { height: 6, panels: [alerts] },
            { title: "Queue", height: 8, panels: queue.slice(0, 3) },
            { height: 8, panels: queue.slice(3) },
            { title: "Agent", height: 8, panels: agent.slice(0, 3) },
            { height: 8, panels: agent.slice(3) },
            { title: "Targets", height: 8, panels: targets },
            { title: "Receiver", height: 8, panels: receiver },
        ],
    });
}
