import { expect } from "chai";
import { apacheObjects } from "../../demo/apache";
import { nextSession } from "../../demo/clusters";
import { UsageError } from "../../demo/errors";
import { isOfRelease } from "../../demo/leftovers";
import { Session } from "../../demo/session";
import { asStackConfig, projectConfig } from "../../demo/stacks";

const options = { requireClusters: false, down: false, json: false, help: false };
const kubeconfigs = { global: "/g", edge: "/e" };
const earlier: Session = { global: { kubeconfig: "/g", definitions: [] }, edge: { kubeconfig: "/e", definitions: [] }, values: { a: 1 }, complete: true };

describe("the demo's session", () => {
    it("is of the clusters that are given, or of two that are made", () => {
        expect(nextSession({ ...options, kubeconfigs, nodeAddress: "203.0.113.10" }, undefined)).to.deep.include({
            global: { kubeconfig: "/g" },
            edge: { kubeconfig: "/e" },
            nodeAddress: "203.0.113.10",
        });
        expect(nextSession(options, undefined).edge).to.deep.equal({ kubeconfig: "", kind: "multicluster-prometheus-edge" });
    });

    it("goes on where an earlier one is, with the values that are given now", () => {
        expect(nextSession(options, earlier)).to.deep.include(earlier);
        expect(nextSession({ ...options, kubeconfigs, values: { b: 2 } }, earlier).values).to.deep.equal({ b: 2 });
    });

    it("does not move to other clusters", () => {
        const other = () => nextSession({ ...options, kubeconfigs: { global: "/g", edge: "/other" } }, earlier);
        expect(other).to.throw(UsageError, "The demo is up in other clusters (/g and /e): remove it there first, with npm run demo -- --down");
    });
});

describe("the demo's stacks", () => {
    it("are configured by role", () => {
        expect(projectConfig("global", {})).to.deep.equal({ role: "global", edges: ["edge"] });
        expect(projectConfig("edge", { values: { a: 1 } }, "/chart.tgz")).to.deep.equal({
            role: "edge",
            clusterName: "edge",
            globalStack: "organization/multicluster-prometheus/demo-global",
            chart: "/chart.tgz",
            values: { a: 1 },
        });
    });

    it("publish the receiver on a node, where one's address is given", () => {
        expect(projectConfig("global", { nodeAddress: "203.0.113.10" })).to.deep.include({ hostname: "203.0.113.10", serviceType: "NodePort" });
    });

    it("have text as config", () => {
        expect(asStackConfig({ role: "edge", values: { a: 1 } })).to.deep.equal({
            "multicluster-prometheus:role": "edge",
            "multicluster-prometheus:values": '{"a":1}',
        });
    });
});

describe("what the demo makes and removes itself", () => {
    it("is Apache with its exporter, annotated for discovery", () => {
        const deployment = Object.values(apacheObjects).find((object) => "kind" in object && object.kind === "Deployment");
        expect(deployment).to.have.nested.property("spec.template.metadata.annotations").that.deep.equals({
            "prometheus.io/scrape": "true",
            "prometheus.io/port": "9117",
        });
    });

    it("is of the release outside its namespace, and nothing of another release", () => {
        const helm = (release: string, namespace: string) => ({
            metadata: { name: "x", annotations: { "meta.helm.sh/release-name": release, "meta.helm.sh/release-namespace": namespace } },
        });
        expect(isOfRelease(helm("kube-prometheus-stack", "monitoring"))).to.equal(true);
        expect(isOfRelease(helm("kube-prometheus-stack", "other"))).to.equal(false);
        expect(isOfRelease(helm("other", "monitoring"))).to.equal(false);
        expect(isOfRelease({ metadata: { name: "kube-prometheus-stack-kubelet" } })).to.equal(false);
    });
});
