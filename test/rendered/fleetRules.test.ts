import { expect } from "chai";
import { GlobalPrometheusArgs } from "../../components";
import { fleetOf } from "../../components/values/fleet/fleet";
import { chartRuleGroup, fleetRuleGroups, thanosRuleGroup } from "../../components/values/fleet/fleetRules";
import { isOnPath } from "../support/helm";
import { AlertCase, failures, promtool } from "../support/promtool";
import { skip } from "../support/skip";
import { chartCases } from "./alertCases/chart";
import { clusterCases } from "./alertCases/clusters";
import { edgeCases } from "./alertCases/edges";
import { gatewayCases, relayCases } from "./alertCases/gateway";
import { queueCases } from "./alertCases/queues";
import { receiverCases } from "./alertCases/receiver";
import { thanosCases, thanosReceiverCases } from "./alertCases/thanos";

const edges = { edges: ["paris", "tokyo", "rome"], mutedEdges: ["rome"] };
const groupsOf = (args: Partial<GlobalPrometheusArgs>) => {
    const fleet = fleetOf(args as any);
    return [...fleetRuleGroups(fleet), chartRuleGroup(fleet)];
};
const groups = groupsOf(edges);
const withRelay = groupsOf({ ...edges, enforceClusterLabel: true });
const thanosArgs = { ...edges, receiver: "thanos" } as const;
const withThanos = [...groupsOf(thanosArgs), thanosRuleGroup(fleetOf(thanosArgs))];

// What this does not prove: that a fleet has the metrics; the end-to-end tests see them.
describe("the fleet's alerts, by promtool", function () {
    this.timeout(60_000);

    before(function () {
        if (!isOnPath("promtool")) {
            skip(this, "promtool is not on PATH (https://prometheus.io/download/)");
        }
    });

    it("are rules that it accepts", () => {
        for (const some of [groups, withRelay, withThanos, groupsOf({ gateway: false }), groupsOf({})]) {
            const { status, output } = promtool("check", some);
            expect(status, output).to.equal(0);
            expect(output).to.contain("SUCCESS");
        }
    });

    const parts: [string, AlertCase[]][] = [
        ["edges", edgeCases],
        ["queues", queueCases],
        ["the receiver", receiverCases],
        ["the gateway", gatewayCases],
        ["clusters", clusterCases],
        ["the chart", chartCases],
    ];
    for (const [part, cases] of parts) {
        it(`of ${part} fire, do not fire, and resolve`, () => {
            expect(failures(groups, cases)).to.equal("");
        });
    }

    it("of the relay fire, do not fire, and resolve", () => {
        expect(failures(withRelay, relayCases)).to.equal("");
    });

    it("of Thanos, and of it as the receiver, fire, do not fire, and resolve", () => {
        expect(failures(withThanos, [...thanosCases, ...thanosReceiverCases])).to.equal("");
    });

    it("each have a case in which they fire, but for EdgeClockAhead, which promtool cannot show: it knows no future", () => {
        const all = [...parts.flatMap(([, cases]) => cases), ...relayCases, ...thanosCases];
        const fired = all.filter(({ firing }) => Object.values(firing).some((clusters) => clusters.length > 0)).map(({ alert }) => alert);
        const alerts = [...groups, ...withRelay, ...withThanos].flatMap(({ rules }) => rules).map(({ alert }) => alert);
        expect([...new Set([...fired, "EdgeClockAhead"])].sort()).to.deep.equal([...new Set(alerts)].sort());
    });

    it("say what is wrong, and where to read on", () => {
        const test = {
            interval: "1m",
            input_series: [{ series: 'up{cluster="tokyo"}', values: "1x20" }],
            alert_rule_test: [
                {
                    eval_time: "10m",
                    alertname: "EdgeMetricsAbsent",
                    exp_alerts: [
                        {
                            exp_labels: { cluster: "paris", severity: "critical" },
                            exp_annotations: {
                                summary: "No samples of edge paris",
                                description:
                                    "Of edge paris no sample of the last 5m is here: it is cut off, its agent does not run, it is not let in, or it is that far behind. " +
                                    "It keeps what it scrapes until its log is cut. For maintenance, add it to mutedEdges.",
                                runbook_url: "https://runbooks.example.com/EdgeMetricsAbsent.md",
                            },
                        },
                    ],
                },
            ],
        };
        const { status, output } = promtool("test", groupsOf({ ...edges, runbooksUrl: "https://runbooks.example.com/" }), [test]);
        expect(status, output).to.equal(0);
    });
});
