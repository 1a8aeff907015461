import { expect } from "chai";
import { makePlan, Plan, wireOf } from "../../demo/plan";
import { planJson, planText } from "../../demo/planText";
import { countKinds } from "../../demo/rendered";

const missing = [{ what: "kind", get: "brew install kind" }];

describe("the demo's plan", () => {
    let plan: Plan;

    before(async () => {
        plan = await makePlan({ values: { grafana: { enabled: false } } });
    });

    it("has what index.ts declares in both roles", () => {
        const names = (role: "global" | "edge") => plan[role].resources.map(({ type, name }) => `${type.split(":").pop()} ${name}`);
        expect(names("global")).to.include.members(["GlobalPrometheus global", "Namespace global-namespace", "Release global"]);
        expect(names("edge")).to.include.members(["EdgePrometheus edge", "Namespace edge-namespace", "Release edge"]);
    });

    it("has each stack's values, with the given ones", () => {
        expect(plan.global.values).to.have.nested.property("prometheus.prometheusSpec.enableRemoteWriteReceiver", true);
        expect(plan.global.values).to.have.nested.property("grafana.enabled", false);
        expect(plan.edge.values).to.have.nested.property("prometheus.agentMode", true);
        expect(plan.edge.values).to.have.nested.property("prometheus.prometheusSpec.remoteWrite[0].url", plan.remoteWriteUrl);
    });

    it("shows the wire", () => {
        expect(plan.remoteWriteUrl).to.match(/^http:\/\/load-balancer\.test:\d+\/api\/v1\/write$/);
        expect(wireOf(plan)).to.deep.equal([
            `Stack demo-global has the output remoteWriteUrl: ${plan.remoteWriteUrl}`,
            'Stack demo-edge reads it from organization/multicluster-prometheus/demo-global, and its agent writes there, with the label cluster="edge".',
            "Here load-balancer.test stands for the address that the load balancer gives.",
        ]);
    });

    it("takes the address of a node", async () => {
        const { remoteWriteUrl } = await makePlan({ nodeAddress: "203.0.113.10" });
        expect(remoteWriteUrl).to.match(/^http:\/\/203\.0\.113\.10:30\d{3}\/api\/v1\/write$/);
    });

    it("says first that nothing was deployed, and last what is missing", () => {
        const text = planText(plan, { why: "helm is not on PATH" }, missing);
        expect(text).to.match(/^PLAN: nothing was deployed\./);
        expect(text).to.contain("\n  prometheus:\n    agentMode: true\n");
        expect(text).to.contain("Objects: not shown, since helm is not on PATH");
        expect(text.endsWith("run again:\n  - kind: brew install kind")).to.equal(true);
    });

    it("names the rules, and has them whole as JSON", () => {
        const text = planText(plan, { why: "helm is not on PATH" }, missing);
        expect(text).to.contain("      fleet-edges: EdgeMetricsAbsent, EdgeClockAhead\n");
        expect(text).not.to.contain("absent_over_time");
        expect(plan.global.values).to.have.nested.property("additionalPrometheusRulesMap.fleet.groups[0].rules[0].alert", "EdgeMetricsAbsent");
    });

    it("shows the objects where they are known", () => {
        const objects = { global: { Service: 3 }, edge: { ConfigMap: 2, Service: 1 } };
        const text = planText(plan, { objects }, missing);
        expect(text).to.contain("Objects that Helm makes of them: 3, besides custom resource definitions and hooks\n  2 ConfigMap, 1 Service\n");
        expect(planJson(plan, { objects }, missing)).to.deep.equal({ deployed: false, missing, plan, objects });
    });

    it("counts objects by kind, without hooks and definitions", () => {
        const objects = [{ kind: "Service" }, { kind: "ConfigMap" }, { kind: "Service" }, { kind: "Job", hook: "pre-upgrade" }, { kind: "CustomResourceDefinition" }];
        expect(countKinds(objects)).to.deep.equal({ ConfigMap: 1, Service: 2 });
    });
});
