import { expect } from "chai";
import { mkdtempSync, rmSync } from "fs";
import { tmpdir } from "os";
import { join } from "path";
import { dashboardMetadata } from "../../components/values/dashboards";
import { globalValues } from "../../components/values/global";
import { dashboardExpressions } from "../support/dashboards";
import { findChart, isOnPath, Manifest, render } from "../support/helm";
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
    const folder = mkdtempSync(join(tmpdir(), "multicluster-prometheus-fleet-"));
    let fleet: LocalFleet | undefined;

    before(async function () {
        if (!isOnPath("prometheus")) {
            skip(this, "prometheus is not on PATH (https://prometheus.io/download/)");
        }
        fleet = await startLocalFleet(folder);
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
        rmSync(folder, { recursive: true });
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
