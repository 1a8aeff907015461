import { expect } from "chai";
import { existsSync, readdirSync, readFileSync } from "fs";
import { join } from "path";
import { GlobalPrometheusArgs } from "../../components";
import * as expressions from "../../components/values/fleet/expressions";
import { fleetOf } from "../../components/values/fleet/fleet";
import { chartRuleGroup, fleetRuleGroups, thanosRuleGroup } from "../../components/values/fleet/fleetRules";
import { ruleValues } from "../../components/values/rules";
import { clusterLosses, parseErrors } from "../support/promql";

const rulesOf = (args: Partial<GlobalPrometheusArgs>): any[] => {
    const fleet = fleetOf(args as any);
    const ofThanos = fleet.receiver === "thanos" ? [thanosRuleGroup(fleet)] : [];
    return [...fleetRuleGroups(fleet), chartRuleGroup(fleet), ...ofThanos].flatMap(({ rules }) => rules);
};
const alertsOf = (args: Partial<GlobalPrometheusArgs>) => rulesOf(args).map(({ alert }) => alert as string);
const edges = ["paris", "tokyo"];
const withThanos = { edges, receiver: "thanos" } as const;
const all = [...rulesOf({ edges }), ...rulesOf({ edges, enforceClusterLabel: true }), ...rulesOf(withThanos)];
const names = [...new Set(all.map(({ alert }) => alert as string))].sort();
const docs = join(__dirname, "..", "..", "docs");
const absence = (args: Partial<GlobalPrometheusArgs>) => rulesOf(args).find(({ alert }) => alert === "EdgeMetricsAbsent")?.expr;

describe("the fleet's rules", () => {
    it("are PromQL that keeps the cluster of each series", () => {
        for (const { alert, expr } of all) {
            expect(parseErrors(expr), alert).to.deep.equal([]);
            expect(clusterLosses(expr), alert).to.deep.equal([]);
        }
        expect(all).to.have.length.greaterThan(30);
    });

    it("are made of expressions that are PromQL, each of them", () => {
        for (const [name, expression] of Object.entries(expressions)) {
            const expr = typeof expression === "string" ? `up{${expression}}` : expression('cluster="paris"');
            expect(parseErrors(expr), name).to.deep.equal([]);
            expect(clusterLosses(expr), name).to.deep.equal([]);
        }
        expect(parseErrors(expressions.scrapedSeries(undefined, "1d"))).to.deep.equal([]);
    });

    it("have a severity, a time, texts and a runbook, and no label that differs by edge", () => {
        for (const { alert, labels, annotations, ...rule } of all) {
            expect(["critical", "warning"], alert).to.include(labels.severity);
            expect(Object.keys(labels), alert).to.deep.equal(["severity"]);
            expect(rule.for, alert).to.match(/^\d+[mh]$/);
            expect(Object.keys(annotations), alert).to.deep.equal(["summary", "description", "runbook_url"]);
            expect(annotations.runbook_url).to.equal(`docs/runbooks/${alert}.md`);
        }
    });

    it("each have a runbook that a person can follow, and a line in docs/alerts.md; no runbook is left over", () => {
        const files = readdirSync(join(docs, "runbooks")).filter((file) => file !== "README.md");
        expect(files.sort()).to.deep.equal(names.map((name) => `${name}.md`));
        const list = readFileSync(join(docs, "alerts.md"), "utf8");
        for (const name of names) {
            const text = readFileSync(join(docs, "runbooks", `${name}.md`), "utf8");
            expect(text.split("\n")[0]).to.equal(`# ${name}`);
            for (const heading of ["## Meaning", "## Impact", "## Look", "## Do"]) {
                expect(text, `${name} ${heading}`).to.contain(`\n${heading}\n`);
            }
            const severity = all.find(({ alert }) => alert === name).labels.severity;
            expect(list, name).to.contain(`| [${name}](runbooks/${name}.md) | ${severity} | `);
        }
        expect(list.match(/\(runbooks\/\w+\.md\)/g)).to.have.length(names.length);
        expect(existsSync(join(docs, "runbooks", "README.md"))).to.equal(false);
    });

    it("have queries in their runbooks that are PromQL", () => {
        let queries = 0;
        for (const name of names) {
            const text = readFileSync(join(docs, "runbooks", `${name}.md`), "utf8");
            for (const [, query] of text.matchAll(/```promql\n([\s\S]*?)```/g)) {
                for (const line of query.trim().split("\n")) {
                    expect(parseErrors(line), `${name}: ${line}`).to.deep.equal([]);
                    queries++;
                }
            }
        }
        expect(queries).to.be.at.least(names.length);
    });

    it("miss each listed edge but the muted ones", () => {
        expect(absence({ edges })).to.equal('absent_over_time(up{cluster="paris"}[5m]) or absent_over_time(up{cluster="tokyo"}[5m])');
        expect(absence({ edges, mutedEdges: ["paris"], edgeAbsentAfter: "15m" })).to.equal('absent_over_time(up{cluster="tokyo"}[15m])');
        expect(absence({ edges, mutedEdges: edges })).to.equal(undefined);
        expect(absence({})).to.equal(undefined);
    });

    it("watch what there is: the gateway, the relay, the list of edges", () => {
        const gateway = ["GatewayRefusesRequests", "GatewayCannotForward"];
        expect(alertsOf({ gateway: false })).not.to.include.any.members([...gateway, "UnlistedCluster", "ClusterClaimedByAnother", "EdgeMetricsAbsent", "RelayDropsSamples"]);
        expect(alertsOf({})).to.include.members([...gateway, "UnlistedCluster"]).and.not.to.include.any.members(["ClusterClaimedByAnother", "RelayDropsSamples"]);
        expect(alertsOf({ edges })).to.include.members(["EdgeMetricsAbsent", "ClusterClaimedByAnother"]);
        expect(alertsOf({ edges, enforceClusterLabel: true })).to.include("RelayDropsSamples").and.not.to.include("ClusterClaimedByAnother");
    });

    it("watch Thanos where it is the receiver, by the ingesters that there are", () => {
        const ofThanos = ["GlobalMetricsAbsent", "EdgeOverLimit", "ThanosAbsent", "ThanosCompactorHalted", "ThanosIngesterDown", "ThanosRuleFails", "ThanosUploadFails", "ThanosWithoutAlertmanager"];
        const [plain, thanos] = [alertsOf({ edges }), alertsOf(withThanos)];
        expect(thanos.filter((alert) => !plain.includes(alert)).sort()).to.deep.equal(ofThanos.sort());
        expect(plain.filter((alert) => !thanos.includes(alert))).to.deep.equal(["ClusterClaimedByAnother"]);
        const ingesterDown = (args: any) => rulesOf(args).find(({ alert }) => alert === "ThanosIngesterDown");
        expect(ingesterDown(withThanos).expr).to.match(/ < 3$/);
        const { expr, annotations } = ingesterDown({ ...withThanos, thanos: { ingesters: 9 } });
        expect(expr).to.match(/ < 9$/);
        expect(annotations.summary).to.equal("{{ $value }} of 9 ingesters answer");
    });

    it("of Thanos itself are for the global Prometheus, and all others for the ruler", () => {
        const { additionalPrometheusRulesMap } = ruleValues(fleetOf(withThanos as any), true);
        const local = Object.values<any>(additionalPrometheusRulesMap).filter(({ additionalLabels }) => additionalLabels !== undefined);
        expect(local.flatMap(({ groups }) => groups)).to.deep.equal([thanosRuleGroup(fleetOf(withThanos as any))]);
    });

    it("look at the global cluster by its own names", () => {
        const names = { clusterName: "hub", releaseName: "kps", namespace: "metrics" };
        const texts = JSON.stringify([...rulesOf({ edges, ...names }), ...rulesOf({ ...withThanos, ...names })]);
        expect(texts).not.to.contain("global\\\"").and.not.to.contain("kube-prometheus-stack").and.not.to.contain("monitoring");
        expect(texts).to.contain('cluster!~\\"hub|paris|tokyo\\"').and.to.contain('namespace=\\"metrics\\"').and.to.contain("prometheus-kps-prometheus-db-.+");
        expect(texts).to.contain("data-kps-thanos-receive-ingestor-.+").and.to.contain('job=\\"kps-thanos-ruler\\"');
    });

    it("stand in place of the chart's that they replace, by an arg", () => {
        const on = ruleValues(fleetOf({ edges }), true);
        expect(Object.keys(on.additionalPrometheusRulesMap)).to.deep.equal(["node-recording-by-cluster", "chart-by-cluster", "fleet"]);
        expect(Object.keys(on.defaultRules.disabled).sort()).to.deep.equal([
            "KubeAPIDown",
            "KubeControllerManagerDown",
            "KubeProxyDown",
            "KubeSchedulerDown",
            "PrometheusNotConnectedToAlertmanagers",
            "PrometheusRemoteStorageFailures",
            "PrometheusRemoteWriteBehind",
            "PrometheusRemoteWriteDesiredShards",
        ]);
        const off = ruleValues(fleetOf({ edges }), false);
        expect(Object.keys(off.additionalPrometheusRulesMap)).to.deep.equal(["node-recording-by-cluster", "chart-by-cluster"]);
        expect(Object.keys(off.defaultRules.disabled)).to.have.length(5);
    });
});
