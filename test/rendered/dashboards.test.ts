import { expect } from "chai";
import { spawnSync } from "child_process";
import { writeFileSync } from "fs";
import { join } from "path";
import { stringify } from "yaml";
import { dashboardMetadata } from "../../components/values/dashboards";
import { globalValues } from "../../components/values/global";
import { dashboardExpressions } from "../support/dashboards";
import { findChart, inTemporaryFolder, isOnPath, Manifest, render } from "../support/helm";
import { LocalFleet, startLocalFleet } from "../support/localFleet";
import { skip } from "../support/skip";

const values = globalValues({}, { existingSecret: "kube-prometheus-stack-grafana-admin", userKey: "admin-user", passwordKey: "admin-password" });

describe("Grafana in the rendered chart", function () {
    this.timeout(120_000);
    let manifests: Manifest[];

    before(function () {
        const found = findChart();
        manifests = render("chart" in found ? found.chart : skip(this, found.missing), values);
    });

    it("finds the fleet's dashboards by the label that they have", () => {
        const { spec } = manifests.find(({ kind, metadata }) => kind === "Deployment" && metadata.name === "kube-prometheus-stack-grafana")!;
        const { env } = spec.template.spec.containers.find(({ name }: any) => name === "grafana-sc-dashboard");
        const valueOf = (variable: string) => env.find(({ name }: any) => name === variable).value;
        expect({ [valueOf("LABEL")]: valueOf("LABEL_VALUE") }).to.deep.equal(dashboardMetadata(values).labels);
        expect(["ALL", undefined]).to.include(valueOf("NAMESPACE"));
    });

    it("lets a cluster be chosen in each of the chart's dashboards that has a variable for it", () => {
        const dashboards = manifests
            .filter(({ kind, metadata }) => kind === "ConfigMap" && (metadata as any).labels?.grafana_dashboard)
            .flatMap(({ data }) => Object.values<string>(data))
            .map((text) => JSON.parse(text));
        const variables = dashboards.map(({ title, templating }) => ({ title, cluster: templating.list.find(({ name }: any) => name === "cluster") }));
        expect(variables.filter(({ cluster }) => cluster === undefined).map(({ title }) => title).sort()).to.deep.equal([
            "Alertmanager / Overview",
            "Grafana Overview",
            "Kubernetes / Compute Resources /  Multi-Cluster",
        ]);
        expect(variables.filter(({ cluster }) => (cluster?.hide ?? 0) !== 0).map(({ title }) => title)).to.deep.equal([]);
        expect(dashboards.map(({ title }) => title)).to.include("etcd").and.to.include("Prometheus / Remote Write");
        expect(dashboards.length).to.be.greaterThan(25);
    });
});

// What this does not prove: what Kubernetes, the gateway and alerts give; the end-to-end tests have those.
describe("the dashboards' expressions", function () {
    this.timeout(60_000);
    let fleet: LocalFleet | undefined;

    before(async function () {
        if (!isOnPath("prometheus")) {
            skip(this, "prometheus is not on PATH (https://prometheus.io/download/)");
        }
        fleet = await startLocalFleet();
        // Two samples of counters of both, those of the agent through the receiver.
        const twice = 'rate(prometheus_remote_storage_samples_total{cluster="edge"}[2m]) and on () rate(prometheus_tsdb_too_old_samples_total[2m])';
        for (const deadline = Date.now() + 50_000; Date.now() < deadline; await new Promise((resolve) => setTimeout(resolve, 500))) {
            if ((await fleet.query(twice).catch(() => [])).length > 0) {
                return;
            }
        }
        throw new Error("not two samples of each after 50 s");
    });

    after(async () => {
        await fleet?.stop();
    });

    it("are accepted by a Prometheus, and give data of a receiver and an agent", async () => {
        const empty: string[] = [];
        for (const { dashboard, panel, expr } of dashboardExpressions("edge")) {
            if ((await fleet!.query(expr)).length === 0) {
                empty.push(`${dashboard.replace("multicluster-prometheus-", "")}: ${panel}`);
            }
        }
        expect(empty).to.deep.equal([
            "fleet: Requests that the gateway refused",
            "edge: Alerts",
            "edge: Samples failed, dropped, retried",
            "edge: Volume used",
            "edge: Targets",
            "edge: Targets that are down",
            "edge: Its requests at the gateway",
            "edge: Its requests at the gateway",
            "edge: Its requests at the gateway",
        ]);
    });
});

describe("the dashboards' figures of a fleet", () => {
    const failed = 'prometheus_remote_storage_samples_failed_total{remote_name="paris",url="http://receiver",cluster="paris"}';
    const series: Record<string, string> = {
        'up{cluster="paris"}': "1x60",
        'up{cluster="tokyo"}': "1x30 _x30",
        [failed]: "0x50 7x9",
        [failed.replace("samples", "histograms")]: "0x60",
        // An ingester of Thanos has one of each for each edge; beside it, Prometheus of the global cluster.
        'prometheus_tsdb_wal_segment_current{cluster="tokyo",instance="i",tenant="paris"}': "1x60",
        'prometheus_tsdb_wal_segment_current{cluster="tokyo",instance="i",tenant="tokyo"}': "2x60",
        'prometheus_tsdb_wal_segment_current{cluster="tokyo",instance="p"}': "7x60",
        'prometheus_wal_watcher_current_segment{cluster="tokyo",instance="p",consumer="thanos"}': "5x60",
        'prometheus_tsdb_wal_storage_size_bytes{cluster="tokyo",instance="i",tenant="paris"}': "8x60",
        'prometheus_tsdb_wal_storage_size_bytes{cluster="tokyo",instance="p"}': "9x60",
        'prometheus_build_info{cluster="tokyo",instance="p"}': "1x60",
        'prometheus_tsdb_too_old_samples_total{cluster="tokyo",instance="i",tenant="paris"}': "0+60x60",
        'prometheus_tsdb_too_old_samples_total{cluster="tokyo",instance="i",tenant="tokyo"}': "0x60",
        'ALERTS{alertstate="firing",severity="critical",alertname="A",cluster="tokyo"}': "1x60",
        'ALERTS{alertstate="pending",severity="critical",alertname="B",cluster="paris"}': "1x60",
        'ALERTS{alertstate="firing",severity="none",alertname="Watchdog",cluster="paris"}': "1x60",
    };
    const figures = (title: string) => dashboardExpressions("tokyo").filter(({ panel }) => panel === title).map(({ expr }) => expr);
    const column = (sign: RegExp) => figures("Clusters").find((expr) => sign.test(expr))!;
    const cases: [string, string, Record<string, number>][] = [
        ["count the clusters that report", figures("Clusters that report")[0], { "{}": 1 }],
        ["count those that fell silent", figures("Clusters that fell silent")[0], { "{}": 1 }],
        ["keep a silent cluster in the table, with the age of its last sample", column(/time\(\) -/), { '{cluster="paris"}': 0, '{cluster="tokyo"}': 1800 }],
        ["tell that age for the one chosen", figures("Last sample")[0], { '{cluster="tokyo"}': 1800 }],
        ["add up what was lost where nothing was dropped", column(/failed/), { '{cluster="paris"}': 7 }],
        ["tell how far a queue is behind its log, beside an ingester", figures("Segments of the log not read yet")[0], { '{cluster="tokyo", instance="p", consumer="thanos"}': 2 }],
        ["tell of Prometheus' log, and not of an ingester's", figures("Write-ahead log")[0], { 'prometheus_tsdb_wal_storage_size_bytes{cluster="tokyo", instance="p"}': 9 }],
        ["tell whose samples Thanos refuses, and how many in all", figures("Samples that a receiver refused")[1], { '{cluster="tokyo", tenant="paris"}': 1, '{cluster="tokyo"}': 1 }],
        ["count alerts that fire, but not the Watchdog", column(/ALERTS/), { '{cluster="paris"}': 0, '{cluster="tokyo"}': 1 }],
    ];

    before(function () {
        if (!isOnPath("promtool")) {
            skip(this, "promtool is not on PATH (https://prometheus.io/download/)");
        }
    });

    for (const [title, expr, expected] of cases) {
        it(title, () => {
            const test = {
                interval: "1m",
                input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
                promql_expr_test: [{ expr, eval_time: "60m", exp_samples: Object.entries(expected).map(([labels, value]) => ({ labels, value })) }],
            };
            const { status, stdout, stderr } = inTemporaryFolder((folder) => {
                const file = join(folder, "tests.yaml");
                writeFileSync(file, stringify({ tests: [test] }));
                return spawnSync("promtool", ["test", "rules", file], { encoding: "utf8" });
            });
            expect(status === 0 ? "" : stdout + stderr).to.equal("");
        });
    }
});
