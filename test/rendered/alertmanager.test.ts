import { expect } from "chai";
import { globalValues } from "../../components/values/global";
import { LocalAlertmanager, startAlertmanager } from "../support/alertmanager";
import { findChart, isOnPath, render } from "../support/helm";
import { skip } from "../support/skip";

const key = (name: string) => ({ name: "alerting", key: name });
const args = {
    edges: ["paris", "tokyo", "rome"],
    mutedEdges: ["rome"],
    alerting: {
        receivers: {
            "on-call": { severities: ["critical"], webhook: { url: key("on-call") } },
            team: { webhook: { url: key("team") }, slack: { apiUrl: key("slack") } },
            // Only that Alertmanager takes them: nothing of severity "info" is raised.
            others: {
                severities: ["info"],
                slack: { apiUrl: key("slack"), channel: "#metrics" },
                pagerDuty: { routingKey: key("pagerduty") },
                email: { to: "a@example.com", from: "b@example.com", smarthost: "smtp.example.com:587", authUsername: "b", authPassword: key("smtp") },
            },
        },
        deadMansSwitch: key("pulse"),
    },
};

// What this does not prove: that Slack, PagerDuty and a mail server take what they are sent.
describe("the rendered Alertmanager", function () {
    this.timeout(60_000);
    let alertmanager: LocalAlertmanager;
    let secrets: string[];

    before(async function () {
        const found = findChart();
        const chart = "chart" in found ? found.chart : skip(this, found.missing);
        if (!isOnPath("alertmanager")) {
            skip(this, "alertmanager is not on PATH (https://prometheus.io/download/)");
        }
        const manifests = render(chart, globalValues(args, { existingSecret: "grafana", userKey: "user", passwordKey: "password" }));
        const secret = manifests.find(({ kind, metadata }) => kind === "Secret" && metadata.name === "alertmanager-kube-prometheus-stack-alertmanager");
        secrets = manifests.find(({ kind }) => kind === "Alertmanager")?.spec.secrets;
        alertmanager = await startAlertmanager(Buffer.from(secret?.data["alertmanager.yaml"], "base64").toString(), ["on-call", "team", "pulse", "slack"]);
    });

    after(() => alertmanager?.stop());

    it("mounts the Secret that its configuration reads", () => {
        expect(secrets).to.deep.equal(["alerting"]);
    });

    it("tells each receiver of what it is for, of a dead edge once, of a muted edge nothing, and keeps the switch alive", async () => {
        // What inhibits is there before what it inhibits.
        await alertmanager.raise({ alertname: "EdgeMetricsAbsent", cluster: "paris", severity: "critical" }, { alertname: "Watchdog", cluster: "global", severity: "none" });
        await alertmanager.raise(
            { alertname: "RemoteWriteNeverSent", cluster: "paris", severity: "critical", url: "u" },
            { alertname: "KubePodNotReady", cluster: "paris", severity: "warning", namespace: "a" },
            { alertname: "KubePodNotReady", cluster: "tokyo", severity: "warning", namespace: "a" },
            { alertname: "KubePersistentVolumeFillingUp", cluster: "tokyo", severity: "critical", namespace: "a" },
            { alertname: "KubePersistentVolumeFillingUp", cluster: "tokyo", severity: "warning", namespace: "a" },
            { alertname: "KubePersistentVolumeFillingUp", cluster: "global", severity: "warning", namespace: "a" },
            { alertname: "KubeletDown", cluster: "rome", severity: "critical" },
            { alertname: "InfoInhibitor", cluster: "tokyo", severity: "none", namespace: "a" },
        );
        const { received } = alertmanager;
        const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
        for (const deadline = Date.now() + 20_000; received.team.length < 4 && Date.now() < deadline; ) {
            await pause(0.1);
        }
        // What should not come has had its time, too.
        await pause(2);
        expect(received["on-call"].sort()).to.deep.equal(["EdgeMetricsAbsent paris", "KubePersistentVolumeFillingUp tokyo"]);
        expect(received.team.sort()).to.deep.equal([
            "EdgeMetricsAbsent paris",
            "KubePersistentVolumeFillingUp global",
            "KubePersistentVolumeFillingUp tokyo",
            "KubePodNotReady tokyo",
        ]);
        expect(received.slack.sort()).to.deep.equal([
            "It is EdgeMetricsAbsent https://runbooks",
            "It is KubePersistentVolumeFillingUp https://runbooks",
            "It is KubePersistentVolumeFillingUp https://runbooks",
            "It is KubePodNotReady https://runbooks",
        ]);
        expect(received.pulse).to.deep.equal(["Watchdog global"]);
    });
});
