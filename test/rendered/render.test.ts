import { expect } from "chai";
import { execFileSync } from "child_process";
import { readFileSync, writeFileSync } from "fs";
import { join } from "path";
import { parse, stringify } from "yaml";
import { edgeValues } from "../../components/values/edge";
import { globalValues } from "../../components/values/global";
import { Values } from "../../components/values/merge";
import { customResourceErrors } from "../support/customResources";
import { chartCrds, findChart, inTemporaryFolder, isOnPath, Manifest, render } from "../support/helm";
import { skip } from "../support/skip";

const remoteWriteUrl = "http://203.0.113.10:9090/api/v1/write";
const grafanaAdmin = { existingSecret: "kube-prometheus-stack-grafana-admin", userKey: "admin-user", passwordKey: "admin-password" };
const edge = (args: Values = {}) => edgeValues({ clusterName: "edge", remoteWriteUrl, ...args });
const global = (args: Values = {}) => globalValues(args, grafanaAdmin);

const isHook = ({ metadata }: Manifest) => metadata.annotations?.["helm.sh/hook"] !== undefined;
const isCrd = ({ kind }: Manifest) => kind === "CustomResourceDefinition";
const one = (manifests: Manifest[], kind: string, name?: string) => {
    const found = manifests.filter((manifest) => manifest.kind === kind && (name === undefined || manifest.metadata.name === name));
    expect(found, `${kind} ${name ?? ""}`).to.have.length(1);
    return found[0];
};
const scrapeConfigs = (manifests: Manifest[]) => {
    const secret = one(manifests, "Secret", "kube-prometheus-stack-prometheus-scrape-confg");
    return Buffer.from(secret.data["additional-scrape-configs.yaml"], "base64").toString();
};

// What this does not prove: that an operator accepts and runs it; the end-to-end tests do.
describe("the rendered chart", function () {
    this.timeout(120_000);
    let chart: string;

    before(function () {
        const found = findChart();
        chart = "chart" in found ? found.chart : skip(this, found.missing);
    });

    for (const [role, values] of [["global", global()], ["edge", edge()]] as const) {
        it(`of ${role} has the objects that are listed`, () => {
            const list = render(chart, values)
                .map((manifest) => `${manifest.kind} ${manifest.metadata.name}${isHook(manifest) ? " (hook)" : ""}`)
                .sort();
            const golden = join(__dirname, "..", "golden", `objects-${role}.txt`);
            if (process.env.UPDATE_GOLDEN) {
                writeFileSync(golden, list.join("\n") + "\n");
            }
            expect(list, "if the change is meant, set UPDATE_GOLDEN=1").to.deep.equal(readFileSync(golden, "utf8").trim().split("\n"));
        });
    }

    const thanos = global({ receiver: "thanos", edges: ["paris"], objectStorage: { fileSystem: {} }, storageClassName: "fast" });
    for (const [role, values] of [["global", global()], ["global with Thanos", thanos], ["edge", edge()]] as const) {
        it(`of ${role} has only custom resources that the operator's definitions allow, field by field`, () => {
            const { errors, validated } = customResourceErrors(render(chart, values), chartCrds(chart));
            expect(errors).to.deep.equal([]);
            expect(validated).to.be.greaterThan(10);
        });
    }

    it("of an edge is at most 40 objects, besides definitions and hooks", () => {
        const objects = render(chart, edge()).filter((manifest) => !isHook(manifest) && !isCrd(manifest));
        expect(objects.length).to.be.at.most(40);
        const kinds = new Set(objects.map(({ kind }) => kind));
        for (const unused of ["PrometheusRule", "Alertmanager", "Prometheus", "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"]) {
            expect(kinds.has(unused), unused).to.equal(false);
        }
        expect(kinds.has("DaemonSet"), "node-exporter").to.equal(true);
        expect(objects.some(({ kind, metadata }) => kind === "Deployment" && metadata.name.endsWith("kube-state-metrics"))).to.equal(true);
    });

    it("of an edge is an agent that writes to the global endpoint and to the further ones", () => {
        const { spec } = one(render(chart, edge({ additionalRemoteWrite: { mimir: { url: "https://mimir.example.com/api/v1/push" } } })), "PrometheusAgent");
        expect(spec.externalLabels).to.deep.equal({ cluster: "edge" });
        expect(spec.remoteWrite.map(({ name, url }: any) => `${name} ${url}`)).to.deep.equal([
            `edge ${remoteWriteUrl}`,
            "mimir https://mimir.example.com/api/v1/push",
        ]);
        expect(spec.remoteWrite[0].writeRelabelConfigs[1].replacement).to.equal("");
        expect(spec.additionalArgs).to.deep.equal([{ name: "storage.agent.wal-truncate-frequency", value: "16h" }]);
        expect(spec.storage.volumeClaimTemplate.spec.resources.requests.storage).to.equal("10Gi");
        for (const selector of ["serviceMonitorSelector", "podMonitorSelector", "probeSelector", "scrapeConfigSelector"]) {
            expect(spec[selector], selector).to.deep.equal({});
        }
    });

    it("of global is a receiver, whose dashboards know clusters", () => {
        const manifests = render(chart, global());
        const { spec } = one(manifests, "Prometheus");
        expect(spec.enableRemoteWriteReceiver).to.equal(true);
        expect(spec.tsdb).to.deep.equal({ outOfOrderTimeWindow: "8h" });
        expect([spec.retention, spec.retentionSize]).to.deep.equal(["10d", "40GiB"]);
        for (const selector of ["serviceMonitorSelector", "podMonitorSelector", "ruleSelector"]) {
            expect(spec[selector], selector).to.deep.equal({});
        }
        const service = one(manifests, "Service", "kube-prometheus-stack-prometheus");
        expect(service.spec.type).to.equal("ClusterIP");
        expect(service.spec.ports.map(({ port }: any) => port), "not the reloader's 8080").to.deep.equal([9090]);
        const dashboards = manifests.filter(({ kind, metadata }) => kind === "ConfigMap" && metadata.name.startsWith("kube-prometheus-stack"));
        expect(dashboards.some(({ metadata }) => metadata.name.includes("remote-write"))).to.equal(true);
        expect(dashboards.some(({ metadata }) => metadata.name.includes("multicluster"))).to.equal(true);
        const grafana = one(manifests, "Deployment", "kube-prometheus-stack-grafana");
        expect(JSON.stringify(grafana)).to.contain(grafanaAdmin.existingSecret);
        expect(manifests.some(({ kind, metadata }) => kind === "Secret" && metadata.name === "kube-prometheus-stack-grafana"), "no password of the chart's").to.equal(false);
    });

    it("of global lets only what needs it reach Prometheus, and has the gateway's metrics scraped", () => {
        const manifests = render(chart, global());
        const prometheus = one(manifests, "Prometheus");
        const { spec } = one(manifests, "NetworkPolicy", "kube-prometheus-stack-prometheus");
        expect(spec.podSelector.matchLabels).to.deep.equal({
            "app.kubernetes.io/name": "prometheus",
            "operator.prometheus.io/name": prometheus.metadata.name,
        });
        const operator = one(manifests, "Deployment", "kube-prometheus-stack-operator").spec.template.metadata.labels;
        const grafana = one(manifests, "Deployment", "kube-prometheus-stack-grafana").spec.template.metadata.labels;
        const [, { from }] = spec.ingress;
        const admits = (labels: Record<string, string>) =>
            from.some(({ podSelector }: any) => Object.entries(podSelector.matchLabels).every(([key, value]) => labels[key] === value));
        expect(admits(operator), "the operator").to.equal(true);
        expect(admits(grafana), "Grafana").to.equal(true);
        expect(admits({ app: "stranger" })).to.equal(false);
        expect(one(manifests, "PodMonitor").spec.podMetricsEndpoints).to.deep.equal([{ port: "internal" }]);
        expect(render(chart, global({ networkPolicy: false })).filter(({ kind }) => kind === "NetworkPolicy")).to.deep.equal([]);
    });

    it("merges the raw values last: null removes, lists are replaced", () => {
        const agent = one(
            render(chart, edge({ values: { prometheus: { prometheusSpec: { additionalArgs: [{ name: "log.level", value: "debug" }], storageSpec: null } } } })),
            "PrometheusAgent",
        );
        expect(agent.spec.additionalArgs).to.deep.equal([{ name: "log.level", value: "debug" }]);
        expect(agent.spec.storage).to.equal(undefined);
        const node = one(render(chart, global({ gateway: false, serviceType: "NodePort", nodePort: 31000 })), "Service", "kube-prometheus-stack-prometheus");
        expect(node.spec.ports).to.deep.equal([{ name: "http-web", nodePort: 31000, port: 9090, targetPort: 9090 }]);
    });

    it("has a discovery job that promtool accepts", function () {
        if (!isOnPath("promtool")) {
            skip(this, "promtool is not on PATH (https://prometheus.io/download/)");
        }
        const jobs = parse(scrapeConfigs(render(chart, edge())));
        expect(jobs.map(({ job_name }: any) => job_name)).to.deep.equal(["kubernetes"]);
        const output = inTemporaryFolder((folder) => {
            const file = join(folder, "prometheus.yaml");
            writeFileSync(file, stringify({ scrape_configs: jobs }));
            return execFileSync("promtool", ["check", "config", file], { encoding: "utf8" });
        });
        expect(output).to.contain("SUCCESS");
    });

    it("has no discovery job when told so", () => {
        const manifests = render(chart, edge({ annotationDiscovery: false }));
        expect(manifests.filter(({ metadata }) => metadata.name.endsWith("scrape-confg"))).to.deep.equal([]);
        expect(one(manifests, "PrometheusAgent").spec.additionalScrapeConfigs).to.equal(undefined);
    });
});
