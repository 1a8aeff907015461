import { expect } from "chai";
import { globalValues } from "../../components/values/global";
import { findChart, isOnPath, render } from "../support/helm";
import { clusterLosses, parseErrors } from "../support/promql";
import { promtool } from "../support/promtool";
import { skip } from "../support/skip";

const grafanaAdmin = { existingSecret: "grafana", userKey: "user", passwordKey: "password" };
/** In place of nothing, or times zero, it decides nothing and names no cluster. */
const harmless = ["vector(0)", 'absent(etcd_server_leader_changes_seen_total{job=~".*etcd.*"})'];

// What this does not prove: that each cluster has the metrics.
describe("the rules in the rendered chart", function () {
    this.timeout(60_000);
    let chart: string;
    let groups: any[];
    const rulesWith = (what: "alert" | "record") => groups.flatMap(({ rules }) => rules).filter((rule) => rule[what] !== undefined);
    const losses = ({ expr }: any) => clusterLosses(String(expr)).filter((part) => !harmless.includes(part));
    const groupsOf = (args: Parameters<typeof globalValues>[0]) =>
        render(chart, globalValues(args, grafanaAdmin))
            .filter(({ kind }) => kind === "PrometheusRule")
            .flatMap(({ spec }) => spec.groups);

    before(function () {
        const found = findChart();
        chart = "chart" in found ? found.chart : skip(this, found.missing);
        groups = groupsOf({ edges: ["paris", "tokyo"] });
    });

    it("are PromQL", () => {
        const rules = [...rulesWith("alert"), ...rulesWith("record")];
        expect(rules.filter(({ expr }) => parseErrors(String(expr)).length > 0)).to.deep.equal([]);
        expect(rules.length).to.be.greaterThan(200);
    });

    it("record by cluster, each of them", () => {
        const recording = rulesWith("record");
        for (const rule of recording) {
            expect(losses(rule), rule.record).to.deep.equal([]);
            expect(JSON.stringify(rule.labels ?? {}), rule.record).not.to.contain("{{");
        }
        expect(recording.length).to.be.greaterThan(50);
    });

    it("alert with a cluster, a severity and a runbook, each of them", () => {
        const alerts = rulesWith("alert");
        for (const rule of alerts) {
            if (rule.alert !== "Watchdog") {
                expect(losses(rule), rule.alert).to.deep.equal([]);
            }
            expect(["critical", "warning", "info", "none"], rule.alert).to.include(rule.labels.severity);
            expect(rule.annotations.runbook_url, rule.alert).to.match(/^(https:\/\/.+|docs\/runbooks\/\w+\.md)$/);
        }
        const watchdog = alerts.find(({ alert }) => alert === "Watchdog");
        expect(watchdog.labels.cluster).to.equal("{{ with $labels.cluster }}{{ . }}{{ else }}global{{ end }}");
        expect(alerts.length).to.be.greaterThan(100);
    });

    it("are once there: what the fleet's alerts stand in for is off, and on without them", () => {
        const names = (some: any[]) => some.flatMap(({ rules }) => rules).map(({ alert }) => alert);
        const doubled = ["PrometheusRemoteStorageFailures", "PrometheusRemoteWriteBehind", "PrometheusRemoteWriteDesiredShards"];
        const replaced = ["KubeAPIDown", "KubeControllerManagerDown", "KubeProxyDown", "KubeSchedulerDown", "PrometheusNotConnectedToAlertmanagers"];
        expect(names(groups)).not.to.include.any.members([...doubled, ...replaced]);
        expect(names(groups)).to.include.members(["EdgeMetricsAbsent", "RemoteWriteBehind", "KubernetesComponentAbsent", "KubernetesComponentUnreachable", "KubeletDown", "TargetDown"]);
        const without = names(groupsOf({ fleetAlerts: false }));
        expect(without).to.include.members([...doubled, "KubernetesComponentAbsent", "PrometheusWithoutAlertmanager"]);
        expect(without).not.to.include.any.members([...replaced, "EdgeMetricsAbsent", "RemoteWriteBehind"]);
    });

    it("come from Helm as they were written", () => {
        const values = globalValues({ edges: ["paris", "tokyo"] }, grafanaAdmin).additionalPrometheusRulesMap;
        for (const name of ["fleet", "chart-by-cluster"]) {
            for (const group of values[name].groups) {
                expect(groups).to.deep.include(group);
            }
        }
    });

    it("are rules that promtool accepts", function () {
        if (!isOnPath("promtool")) {
            skip(this, "promtool is not on PATH (https://prometheus.io/download/)");
        }
        const { output } = promtool("check", groups);
        expect(output).to.match(/SUCCESS: \d{3} rules found/);
    });
});
