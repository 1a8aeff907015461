import { expect } from "chai";
import { connect } from "../../cli/doctor/connection";
import { Fleet, Source } from "../../cli/doctor/fleet";
import { parseOptions } from "../../cli/doctor/options";
import { Prometheus } from "../../cli/doctor/prometheus";
import { survey } from "../../cli/doctor/survey";
import { diagnose, Problem } from "../../cli/doctor/verdict";
import { isOnPath } from "../support/helm";
import { PastSample, Receiver } from "../support/receiver";
import { skip } from "../support/skip";

const minute = 60;

/** What an edge's agent writes: a sample each 30 s, from the newest on back. */
function edgeSamples(cluster: string, newestSecondsAgo: number, figures: { lag: number; desired: number; failed?: number; dropped?: number }): PastSample[] {
    const { lag, desired, failed = 0, dropped } = figures;
    const own = { cluster, instance: "10.0.0.1:9090", job: "agent" };
    const queue = { ...own, remote_name: cluster, url: "http://global/api/v1/write" };
    const storage = (name: string) => `prometheus_remote_storage_${name}`;
    const nowSeconds = Date.now() / 1000;
    return Array.from({ length: 30 }, (_, i) => newestSecondsAgo + 30 * (29 - i)).flatMap((ago, i): PastSample[] => [
        [{ __name__: "up", ...own }, 1, ago],
        [{ __name__: "scrape_samples_post_metric_relabeling", ...own }, 1000, ago],
        [{ __name__: storage("highest_timestamp_in_seconds"), ...own }, nowSeconds - ago, ago],
        [{ __name__: storage("queue_highest_sent_timestamp_seconds"), ...queue }, nowSeconds - ago - lag, ago],
        [{ __name__: storage("shards_desired"), ...queue }, desired, ago],
        [{ __name__: storage("shards_max"), ...queue }, 10, ago],
        [{ __name__: storage("samples_pending"), ...queue }, 42, ago],
        [{ __name__: storage("samples_failed_total"), ...queue }, failed * (i + 1), ago],
        ...(dropped !== undefined && i >= 25 ? [[{ __name__: storage("samples_dropped_total"), reason: "too_old", ...queue }, dropped, ago] as PastSample] : []),
    ]);
}

describe("the doctor and a real Prometheus", function () {
    let receiver: Receiver;
    let fleet: Fleet;
    const source: Source = { title: "test", clusterName: "global", listed: ["paris", "tokyo", "oslo", "rome", "lima", "late"] };
    const edge = (name: string) => fleet.edges.find((other) => other.name === name)!;

    before(async function () {
        if (!isOnPath("prometheus")) {
            skip(this, "prometheus is not on PATH: https://prometheus.io/download/");
        }
        receiver = await Receiver.start();
        const written = [
            edgeSamples("paris", 5, { lag: 3, desired: 0.4 }),
            edgeSamples("tokyo", 5, { lag: 200, desired: 14, failed: 10, dropped: 7 }),
            edgeSamples("oslo", 12 * minute, { lag: 3, desired: 0.4 }),
            edgeSamples("late", 12 * minute, { lag: 700, desired: 14 }),
            edgeSamples("lima", -8 * minute, { lag: 3, desired: 0.4 }),
            edgeSamples("stray", 5, { lag: 3, desired: 0.4 }),
            edgeSamples("gone", 6 * minute, { lag: 3, desired: 0.4 }),
        ];
        for (const samples of written) {
            expect(await receiver.write(samples)).to.equal(204);
        }
        expect(await receiver.write([[{ __name__: "up", cluster: "paris", instance: "10.0.0.1:9090", job: "agent" }, 1, 120 * minute]])).to.equal(400);
        const vmauth = { cluster: "global", job: "monitoring/kube-prometheus-stack-gateway", instance: "a" };
        await receiver.write([[{ __name__: "vmauth_http_request_errors_total", reason: "invalid_auth_token", ...vmauth }, 12, 5]]);
        const vmagent = { cluster: "global", job: "monitoring/kube-prometheus-stack-relay", instance: "b" };
        await receiver.write([[{ __name__: "vmagent_remotewrite_packets_dropped_total", url: "1:secret-url", ...vmagent }, 2, 5]]);
        await receiver.write([[{ __name__: "vm_persistentqueue_blocks_dropped_total", path: "/var/lib/relay", ...vmagent }, 3, 5]]);
        await receiver.write([[{ __name__: "vmauth_user_requests_total", username: "paris", ...vmauth }, 30, 5]]);
        const oslo = { __name__: "vmauth_user_requests_total", username: "oslo", ...vmauth };
        await receiver.write([14, 12, 2, 1].map((minutes): PastSample => [oslo, minutes === 14 ? 10 : 40, minutes * minute]));
        await receiver.untilResult('prometheus_tsdb_too_old_samples_total{cluster="global"} > 0');
        await receiver.untilResult('prometheus_http_requests_total{cluster="global", handler="/api/v1/write", code="400"} > 0');
        fleet = await survey(new Prometheus(new URL(receiver.url)), source);
    });

    after(() => receiver?.stop());

    it("reads the figures of a healthy edge", () => {
        const { lastSample, ...paris } = edge("paris");
        expect(fleet.now - lastSample!).to.be.within(4, 30);
        const { lagSeconds, ...queue } = paris.queues[0];
        expect(lagSeconds).to.be.closeTo(3, 0.1);
        expect(queue).to.deep.equal({ name: "paris", url: "http://global/api/v1/write", shardsDesired: 0.4, shardsMax: 10, pending: 42, failed: 0 });
        expect({ ...paris, queues: paris.queues.length }).to.deep.equal({ name: "paris", listed: true, muted: false, series: 1000, requests: 30, queues: 1 });
    });

    it("counts what failed, and the first drop", () => {
        expect(edge("tokyo").queues[0].failed).to.be.closeTo(290, 15);
        expect(edge("tokyo").queues[0].dropped).to.equal(7);
    });

    it("finds the last sample of an edge that is silent, and its figures of then", () => {
        expect(fleet.now - edge("oslo").lastSample!).to.be.within(12 * minute, 12.5 * minute);
        expect(edge("oslo").queues[0].pending).to.equal(42);
        expect(edge("oslo").requests, "what it wrote before it fell silent does not count").to.equal(0);
        expect(edge("rome")).to.deep.equal({ name: "rome", listed: true, muted: false, lastSample: undefined, series: undefined, requests: 0, queues: [] });
    });

    it("finds a sample of the future", () => {
        expect(edge("lima").lastSample! - fleet.now).to.be.within(7 * minute, 8 * minute);
    });

    it("finds a cluster that is not listed while it writes, and no longer", () => {
        expect(fleet.edges.filter(({ listed }) => !listed).map(({ name }) => name)).to.deep.equal(["stray"]);
    });

    it("counts what the receiver and the gateway refused", () => {
        expect(fleet.refusals).to.deep.equal({ tooOld: 1, outOfOrder: 0, writes: 1, wrongPassword: 12, relay: 5 });
    });

    it("names each problem, and none of the healthy edge", () => {
        // Of edges that the gateway took nothing from, "late" is absent; without a gateway it is seen to be behind.
        const without = { ...fleet, edges: fleet.edges.map((one) => ({ ...one, requests: undefined })) };
        const names = (problems: Problem[]) => problems.map((problem) => `${"edge" in problem ? problem.edge.name : "global"}: ${problem.verdict}`);
        expect(names(diagnose(without).problems).sort()).to.deep.equal([
            "global: relay drops",
            "global: samples refused",
            "global: wrong password",
            "late: behind",
            "late: shards at limit",
            "lima: clock ahead",
            "oslo: absent",
            "rome: never seen",
            "stray: unlisted",
            "tokyo: behind",
            "tokyo: losing samples",
            "tokyo: shards at limit",
        ]);
        expect(names(diagnose(fleet).problems)).to.include("late: absent");
    });

    it("takes each cluster that ever wrote for an edge where there is no list, but not the global one", async () => {
        const unlisted = await survey(new Prometheus(new URL(receiver.url)), { title: "test" });
        expect(unlisted.edges.map(({ name }) => name)).to.deep.equal(["gone", "late", "lima", "oslo", "paris", "stray", "tokyo"]);
        expect(unlisted.edges.every(({ listed }) => listed)).to.equal(true);
    });

    it("refuses a Prometheus that is no receiver, and an agent", async function () {
        const refusal = async (flags: string[]) => {
            const other = await Receiver.start(flags);
            try {
                const { prometheus, source: own } = await connect(parseOptions(["--url", other.url]), async () => expect.fail("no stack is read"), undefined);
                await survey(prometheus, own);
            } catch (error) {
                return (error as Error).message.replace(other.url, "URL");
            } finally {
                await other.stop();
            }
            return "no error";
        };
        expect(await refusal([])).to.equal(
            "The Prometheus at URL is not a receiver (web.enable-remote-write-receiver is false): name the global one; " +
                'if it is the global one, something took its "prometheusSpec.enableRemoteWriteReceiver: true" away: pulumi up on its stack brings it back',
        );
        expect(await refusal(["--agent"])).to.equal("The Prometheus at URL is an agent, which keeps no samples: name the global one");
    });
});
