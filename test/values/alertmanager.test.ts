import { expect } from "chai";
import { alertmanagerValues } from "../../components/values/alertmanager";

const key = (name: string) => ({ name: "alerting", key: name });
const file = (name: string) => `/etc/alertmanager/secrets/alerting/${name}`;
const everything = {
    receivers: {
        "on-call": { severities: ["critical"], pagerDuty: { routingKey: key("pagerduty") } },
        team: { slack: { apiUrl: key("slack"), channel: "#metrics" }, webhook: { url: { name: "hooks", key: "url" } } },
        archive: {
            severities: ["critical", "warning", "info"],
            email: { to: "a@example.com", from: "b@example.com", smarthost: "smtp.example.com:587", authUsername: "b", authPassword: key("smtp") },
        },
    },
    deadMansSwitch: key("switch"),
};

describe("alertmanagerValues", () => {
    it("tells nobody by default, and knows clusters", () => {
        const { alertmanager } = alertmanagerValues({}, []);
        expect(Object.keys(alertmanager)).to.deep.equal(["config"]);
        expect(alertmanager.config.receivers).to.deep.equal([{ name: "null" }]);
        expect(alertmanager.config.route).to.deep.equal({
            group_by: ["cluster", "alertname"],
            group_wait: "30s",
            group_interval: "5m",
            repeat_interval: "12h",
            receiver: "null",
            routes: [{ matchers: ["alertname = Watchdog"], receiver: "null" }],
        });
    });

    it("inhibits within one cluster only", () => {
        const rules = alertmanagerValues({}, []).alertmanager.config.inhibit_rules;
        expect(rules).to.deep.include({
            source_matchers: ["alertname = EdgeMetricsAbsent"],
            target_matchers: ["alertname !~ EdgeMetricsAbsent|EdgeOverLimit"],
            equal: ["cluster"],
        });
        for (const { source_matchers, equal } of rules) {
            expect(source_matchers === undefined || equal.includes("cluster"), JSON.stringify(source_matchers)).to.equal(true);
        }
    });

    it("sends each alert to all receivers that take its severity", () => {
        expect(alertmanagerValues(everything, ["rome", "oslo"]).alertmanager.config.route.routes).to.deep.equal([
            { matchers: ["alertname = Watchdog"], receiver: "dead-mans-switch", group_wait: "0s", group_interval: "1m", repeat_interval: "50s" },
            { matchers: ['cluster =~ "rome|oslo"'], receiver: "null" },
            { matchers: ['severity =~ "critical"'], receiver: "on-call", continue: true },
            { matchers: ['severity =~ "critical|warning"'], receiver: "team", continue: true },
            { matchers: ['severity =~ "critical|warning|info"'], receiver: "archive", continue: true },
        ]);
    });

    it("names files for what is secret, and the Secrets to mount them from", () => {
        const { config, alertmanagerSpec } = alertmanagerValues(everything, []).alertmanager;
        expect(alertmanagerSpec).to.deep.equal({ secrets: ["alerting", "hooks"] });
        const [nobody, onCall, team, archive, pulse] = config.receivers;
        expect(nobody).to.deep.equal({ name: "null" });
        expect(onCall.pagerduty_configs[0].routing_key_file).to.equal(file("pagerduty"));
        expect(team.slack_configs[0]).to.deep.include({ api_url_file: file("slack"), channel: "#metrics", send_resolved: true });
        expect(team.webhook_configs).to.deep.equal([{ url_file: "/etc/alertmanager/secrets/hooks/url" }]);
        expect(archive.email_configs).to.deep.equal([
            {
                to: "a@example.com",
                from: "b@example.com",
                smarthost: "smtp.example.com:587",
                send_resolved: true,
                auth_username: "b",
                auth_password_file: file("smtp"),
            },
        ]);
        expect(pulse).to.deep.equal({ name: "dead-mans-switch", webhook_configs: [{ url_file: file("switch"), send_resolved: false }] });
    });
});
