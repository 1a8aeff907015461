import { expect } from "chai";
import { Platform } from "../../components";
import { edgeValues } from "../../components/values/edge";
import { globalValues } from "../../components/values/global";
import { Values } from "../../components/values/merge";
import { findChart, Manifest, render } from "../support/helm";
import { skip } from "../support/skip";

const remoteWriteUrl = "http://203.0.113.10:8427/api/v1/write";
const admin = { existingSecret: "s", userKey: "u", passwordKey: "p" };
const edge = (args: Values) => edgeValues({ clusterName: "edge", remoteWriteUrl, ...args });
const global = (args: Values) => globalValues(args, admin);

const components = ["coredns", "kube-controller-manager", "kube-dns", "kube-etcd", "kube-proxy", "kube-scheduler"];
const prefix = "kube-prometheus-stack-";
/** The components that have an object of a kind, in one namespace or another. */
const withKind = (manifests: Manifest[], wanted: string) =>
    components.filter((component) => manifests.some(({ kind, metadata }) => kind === wanted && metadata.name === prefix + component));
const names = (manifests: Manifest[], wanted: string) =>
    manifests.filter(({ kind }) => kind === wanted).map(({ metadata }) => metadata.name).sort();

/** What is scraped of a cluster's control plane, by its platform. */
const scraped = {
    none: ["coredns", "kube-controller-manager", "kube-etcd", "kube-proxy", "kube-scheduler"],
    EKS: ["coredns"],
    GKE: ["kube-dns"],
    AKS: ["coredns", "kube-proxy"],
};

// What this does not prove: that the platforms are as docs/platforms.md says; it names the sources.
describe("the rendered chart on a managed control plane", function () {
    this.timeout(120_000);
    let chart: string;

    before(function () {
        const found = findChart();
        chart = "chart" in found ? found.chart : skip(this, found.missing);
    });

    for (const [role, values] of [["global", global], ["edge", edge]] as const) {
        it(`of ${role} scrapes what the platform exposes, and nothing else changes`, () => {
            const without = render(chart, values({}));
            expect(withKind(without, "ServiceMonitor")).to.deep.equal(scraped.none);
            for (const platform of Object.values(Platform)) {
                const manifests = render(chart, values({ platform }));
                expect(withKind(manifests, "ServiceMonitor"), platform).to.deep.equal(scraped[platform]);
                expect(withKind(manifests, "Service"), platform).to.deep.equal(scraped[platform]);
                const rest = (kind: string, of: Manifest[]) => names(of, kind).filter((name) => !components.includes(name.replace(prefix, "")));
                expect(rest("ServiceMonitor", manifests), platform).to.deep.equal(rest("ServiceMonitor", without));
            }
        });
    }

    it("of global keeps the rules and dashboards of what only other clusters of the fleet may have", () => {
        const without = render(chart, global({}));
        for (const platform of Object.values(Platform)) {
            const manifests = render(chart, global({ platform }));
            expect(names(manifests, "PrometheusRule"), platform).to.deep.equal(names(without, "PrometheusRule"));
            expect(names(manifests, "ConfigMap"), platform).to.deep.equal(names(without, "ConfigMap"));
        }
    });

    it("of AKS finds kube-proxy by the label that it has there", () => {
        const service = render(chart, edge({ platform: "AKS" })).find(({ kind, metadata }) => kind === "Service" && metadata.name.endsWith("-kube-proxy"));
        expect(service?.spec.selector).to.deep.equal({ component: "kube-proxy" });
    });
});
