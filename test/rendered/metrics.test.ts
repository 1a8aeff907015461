import { expect } from "chai";
import { writeFileSync } from "fs";
import { join } from "path";
import { stringify } from "yaml";
import { fleetOf } from "../../components/values/fleet/fleet";
import { chartRuleGroup, fleetRuleGroups } from "../../components/values/fleet/fleetRules";
import { gatewayConfiguration } from "../../components/values/gateway";
import { isOnPath } from "../support/helm";
import { Server, startServer } from "../support/processes";
import { metrics, startAgent, startReceiver, write } from "../support/prometheus";
import { metricsOf } from "../support/promql";
import { skip } from "../support/skip";

/** What is not on a metrics page of these servers from the start, and where it comes from. */
const elsewhere = [
    // Prometheus makes them itself with each scrape.
    "up",
    "scrape_samples_post_metric_relabeling",
    // With the first sample that is dropped.
    "prometheus_remote_storage_samples_dropped_total",
    "prometheus_remote_storage_histograms_dropped_total",
    // The kubelet's, for volumes that can tell.
    "kubelet_volume_stats_available_bytes",
    "kubelet_volume_stats_capacity_bytes",
];

const startGateway = () =>
    startServer("vmauth", "/health", (address, folder) => {
        const file = join(folder, "auth.yaml");
        writeFileSync(file, stringify(gatewayConfiguration([{ edge: "paris", password: "password" }], () => ({ url: "http://127.0.0.1:1/" }))));
        return [`-auth.config=${file}`, "-httpListenAddr=127.0.0.1:0", `-httpInternalListenAddr=${address}`];
    });
const startRelay = () =>
    startServer("vmagent", "/health", (address, folder) => [
        "-remoteWrite.url=http://127.0.0.1:1/api/v1/write",
        `-remoteWrite.tmpDataPath=${join(folder, "buffer")}`,
        `-httpListenAddr=${address}`,
    ]);

describe("the metrics of the fleet's alerts", function () {
    this.timeout(60_000);
    const servers: Server[] = [];

    before(async function () {
        for (const command of ["prometheus", "vmauth", "vmagent"]) {
            if (!isOnPath(command)) {
                skip(this, `${command} is not on PATH`);
            }
        }
        const receiver = await startReceiver();
        // Some of its counters come with the first sample.
        await write(receiver, [["__name__", "up"]]);
        servers.push(receiver, await startAgent(receiver), await startGateway(), await startRelay());
    });

    after(() => Promise.all(servers.map((server) => server.stop())));

    it("are there, each of them", async () => {
        const fleet = fleetOf({ edges: ["paris"] });
        const withRelay = fleetOf({ edges: ["paris"], enforceClusterLabel: true });
        const rules = [...fleetRuleGroups(fleet), ...fleetRuleGroups(withRelay), chartRuleGroup(fleet)].flatMap(({ rules: own }) => own);
        const pages = (await Promise.all(servers.map(metrics))).join("\n");
        const known = new Set([...elsewhere, ...[...pages.matchAll(/^([a-z_]+)[{ ]/gm)].map(([, name]) => name)]);
        const asked = [...new Set(rules.flatMap(({ expr }) => metricsOf(expr)))];
        expect(asked.filter((name) => !known.has(name))).to.deep.equal([]);
        expect(asked).to.have.length.greaterThan(20);
    });

    it("have the labels that the alerts ask for", async () => {
        const [receiver, agent, gateway] = await Promise.all(servers.map(metrics));
        expect(receiver).to.match(/^prometheus_http_requests_total\{code="200",handler="\/api\/v1\/write"\}/m);
        expect(agent).to.match(/^prometheus_remote_storage_shards_desired\{remote_name="[^"]+",url="[^"]+"\} /m);
        expect(agent, "why the chart's PrometheusNotConnectedToAlertmanagers is off").to.contain("\nprometheus_notifications_alertmanagers_discovered 0\n");
        for (const reason of ["invalid_auth_token", "missing_route"]) {
            expect(gateway).to.contain(`vmauth_http_request_errors_total{reason="${reason}"} 0\n`);
        }
        expect(gateway).to.contain('vmauth_user_requests_total{username="paris"} 0\n').and.to.contain('vmauth_user_request_backend_errors_total{username="paris"} 0\n');
    });
});
