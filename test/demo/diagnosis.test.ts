import { expect } from "chai";
import { logProblems, sendingProblems, Target, targetProblems } from "../../demo/diagnosis";
import { Pod, podProblems, podsSummary } from "../../demo/pods";

const pod = (name: string, status: Pod["status"]): Pod => ({ metadata: { name }, status });
const ready = pod("ready", { phase: "Running", conditions: [{ type: "Ready", status: "True" }] });

describe("what the demo says when metrics do not come", () => {
    it("names each pod that is not ready, and why", () => {
        const waiting = { name: "httpd", ready: false, state: { waiting: { reason: "ImagePullBackOff", message: "Back-off pulling image" } } };
        const ended = { name: "init", ready: false, state: { terminated: { reason: "Error", exitCode: 2 } } };
        const pods = [
            ready,
            pod("job", { phase: "Succeeded" }),
            pod("apache", { phase: "Pending", containerStatuses: [waiting] }),
            pod("failed", { phase: "Pending", initContainerStatuses: [ended] }),
            pod("unscheduled", { phase: "Pending", conditions: [{ type: "PodScheduled", status: "False", message: "0/1 nodes: no volume" }] }),
            pod("slow", { phase: "Running", conditions: [{ type: "Ready", status: "False" }] }),
            pod("new", {}),
        ];
        expect(podsSummary(pods)).to.equal("2 of 7 pods ready");
        expect(podProblems(pods)).to.deep.equal([
            "pod apache: container httpd: ImagePullBackOff: Back-off pulling image",
            "pod failed: container init: ended with 2",
            "pod unscheduled: not scheduled: 0/1 nodes: no volume",
            "pod slow: runs, but is not ready",
            "pod new: Pending",
        ]);
    });

    it("says whether the agent found Apache, and what scraping it gave", () => {
        const target = (namespace: string, health: string, lastError: string): Target => ({
            scrapeUrl: "http://10.0.0.1:9117/metrics",
            health,
            lastError,
            labels: { namespace },
        });
        expect(targetProblems([target("monitoring", "down", "no")])).to.deep.equal(["the agent has not discovered the Apache pod"]);
        expect(targetProblems([target("apache", "up", "")])).to.deep.equal([]);
        expect(targetProblems([target("apache", "down", "connection refused")])).to.deep.equal([
            "target http://10.0.0.1:9117/metrics: down connection refused",
        ]);
    });

    it("says how many samples were refused or sent again", () => {
        const metric = (what: string, value: string) => `prometheus_remote_storage_samples_${what}_total{remote_name="edge",url="http://global/write"} ${value}`;
        expect(sendingProblems([metric("failed", "0"), metric("retried", "1.25e+04")].join("\n"))).to.deep.equal([
            "remote write to http://global/write: 12500 samples sent again and again",
        ]);
        expect(sendingProblems(metric("failed", "3"))).to.deep.equal(["remote write to http://global/write: 3 samples refused for good"]);
        expect(sendingProblems(metric("failed", "0"))).to.deep.equal([]);
    });

    it("quotes the last two complaints of the agent about sending", () => {
        const line = (level: string, msg: string) => `time=2026-01-01T00:00:00Z level=${level} source=queue_manager.go:1 msg="${msg}" component=remote`;
        const log = [line("WARN", "first"), line("INFO", "fine"), line("WARN", "second"), "level=WARN msg=other", line("ERROR", "third")].join("\n");
        expect(logProblems(log)).to.deep.equal(['agent\'s log: msg="second" component=remote', 'agent\'s log: msg="third" component=remote']);
    });
});
