import { expect } from "chai";
import { fleetOf } from "../../components/values/fleet/fleet";
import { receiverAlerts } from "../../components/values/fleet/alerts/receiver";
import { thanosAlerts } from "../../components/values/fleet/alerts/thanos";
import { isOnPath } from "../support/helm";
import { Server } from "../support/processes";
import { metrics } from "../support/prometheus";
import { metricsOf } from "../support/promql";
import { skip } from "../support/skip";
import { startCompactor, startRuler, startThanosReceiver, ThanosReceiver } from "../support/thanos";

/** Made by Prometheus with each scrape, or by the kubelet. */
const elsewhere = ["up", "kubelet_volume_stats_available_bytes", "kubelet_volume_stats_capacity_bytes"];

/** Waits for something to hold. */
async function until(holds: () => Promise<boolean>): Promise<void> {
    for (const deadline = Date.now() + 30_000; !(await holds()); await new Promise((resolve) => setTimeout(resolve, 500))) {
        expect(Date.now(), "not within 30 s").to.be.lessThan(deadline);
    }
}

// What this does not prove: that an upload that fails counts as a sync that failed; Thanos makes a first block after two hours.
describe("the metrics of Thanos' alerts", function () {
    this.timeout(60_000);
    let receiver: ThanosReceiver;
    const servers: Server[] = [];

    before(async function () {
        if (!isOnPath("thanos")) {
            skip(this, "thanos is not on PATH (https://github.com/thanos-io/thanos/releases)");
        }
        receiver = await startThanosReceiver();
        servers.push(receiver, await startRuler(), await startCompactor());
    });

    after(() => Promise.all(servers.map((server) => server.stop())));

    it("are there, each of them, with the labels that the alerts ask for", async () => {
        const day = 24 * 3600 * 1000;
        expect([await receiver.write("tokyo"), await receiver.write("tokyo", Date.now() - day)]).to.deep.equal([200, 409]);
        // It asks each quarter of a minute how many series a tenant has.
        await until(async () => (await receiver.write("paris")) === 429);
        const [ofReceiver, ofRuler, ofCompactor] = await Promise.all(servers.map(metrics));
        for (const series of [
            'http_requests_total{code="409",handler="receive",method="post",tenant="tokyo"} 1\n',
            'http_requests_total{code="429",handler="receive",method="post",tenant="paris"} 1\n',
            'thanos_receive_head_series_limited_requests_total{tenant="paris"} 1\n',
            'prometheus_tsdb_too_old_samples_total{tenant="tokyo",type="float"} 1\n',
            'thanos_shipper_dir_sync_failures_total{tenant="tokyo"} 0\n',
            'prometheus_tsdb_head_series{tenant="tokyo"} 1\n',
        ]) {
            expect(ofReceiver).to.contain(`\n${series}`);
        }
        expect(ofCompactor).to.contain("\nthanos_compact_halted 0\n");
        expect(ofRuler).to.contain("\nthanos_alert_sender_alerts_dropped_total 0\n").and.to.contain("\nthanos_shipper_dir_sync_failures_total 0\n");

        const fleet = fleetOf({ edges: ["paris"], receiver: "thanos" } as any);
        const asked = [...thanosAlerts(fleet), ...receiverAlerts(fleet)].flatMap(({ expr }) => metricsOf(expr));
        const known = new Set([...elsewhere, ...[...[ofReceiver, ofRuler, ofCompactor].join("\n").matchAll(/^([a-z_]+)[{ ]/gm)].map(([, name]) => name)]);
        expect(asked.filter((name) => !known.has(name))).to.deep.equal([]);
    });

    it("count a rule that cannot be evaluated", async () => {
        const failures = /^prometheus_rule_evaluation_failures_total\{rule_group="[^"]+;g",strategy="abort"\} [1-9]/m;
        await until(async () => failures.test(await metrics(servers[1])));
    });
});
