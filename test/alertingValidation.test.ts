import { expect } from "chai";
import { globalProblems } from "../components/validation/global";
import { describeProblem, pending } from "../components/validation/problem";

const ofGlobal = (args: Record<string, unknown>) => globalProblems(args).map((problem) => `${problem.path} ${describeProblem(problem)}`);
const duration =
    'must be a Prometheus duration over zero: whole numbers with the units "y", "w", "d", "h", "m", "s" and "ms", in that order';

describe("validation of what alerts and whom", () => {
    it("refuses alerts that would not work", () => {
        const edges = ["paris", "tokyo"];
        expect(ofGlobal({ edges, fleetAlerts: false, edgeAbsentAfter: "1m", mutedEdges: ["tokyo"], runbooksUrl: "https://runbooks.example.com" })).to.deep.equal([]);
        expect(ofGlobal({ edges, mutedEdges: pending, edgeAbsentAfter: pending, alerting: pending })).to.deep.equal([]);
        expect(ofGlobal({ edges, fleetAlerts: "yes", edgeAbsentAfter: "59s", mutedEdges: ["paris", "rome"], runbooksUrl: "docs" })).to.deep.equal([
            'fleetAlerts "yes" must be true or false',
            'edgeAbsentAfter "59s" must be at least a minute: samples come each scrapeInterval; such as "5m"',
            'mutedEdges[1] "rome" is of no edge in the list edges; remove it',
            'runbooksUrl "docs" must be a URL that starts with "http://" or "https://"; such as "https://runbooks.example.com"',
        ]);
        expect(ofGlobal({ edgeAbsentAfter: "5", mutedEdges: "paris" })).to.deep.equal([
            `edgeAbsentAfter "5" ${duration}; such as "5m"`,
            'mutedEdges "paris" must be a list',
        ]);
        expect(ofGlobal({ mutedEdges: ["paris"] })).to.deep.equal(['mutedEdges[0] "paris" is of no edge in the list edges; remove it']);
        expect(ofGlobal({ gateway: false, mutedEdges: [] })).to.deep.equal(["mutedEdges has a meaning only with the gateway, which is switched off; remove it"]);
    });

    it("refuses receivers of alerts that nobody would reach, and says no secret", () => {
        const ofReceivers = (receivers: unknown) => ofGlobal({ alerting: { receivers } });
        const secret = { name: "alerting", key: "url" };
        const email = { to: "a@example.com", from: "b@example.com", smarthost: "smtp.example.com:587" };
        const reference =
            'must be the name and key of a Kubernetes Secret in the release\'s namespace, which holds it; such as {"name":"alerting","key":"url"}';
        expect(
            ofGlobal({
                alerting: {
                    receivers: {
                        all: { severities: ["info"], webhook: { url: secret }, slack: { apiUrl: secret, channel: "#a" }, pagerDuty: { routingKey: secret }, email },
                        mail: { email: { ...email, authUsername: "b", authPassword: secret } },
                        later: pending,
                    },
                    deadMansSwitch: { name: pending, key: "url" },
                },
            }),
        ).to.deep.equal([]);
        expect(ofGlobal({ alerting: { receiver: {}, deadMansSwitch: "https://a-secret" } })).to.deep.equal([
            'alerting.receiver is not known: "receivers" was meant',
            `alerting.deadMansSwitch ${reference}`,
        ]);
        expect(ofReceivers({ null: { email }, "dead-mans-switch": { email } })).to.deep.equal([
            "alerting.receivers.null has a name that this project uses itself; name it otherwise",
            "alerting.receivers.dead-mans-switch has a name that this project uses itself; name it otherwise",
        ]);
        expect(ofReceivers({ a: { severities: ["critical", "page"] }, b: { severities: "critical", pagerduty: {} }, c: "a-secret" })).to.deep.equal([
            "alerting.receivers.a has no way to reach it; set one of webhook, slack, pagerDuty, email",
            'alerting.receivers.a.severities[1] "page" must be one of "critical", "warning", "info"; such as "critical"',
            'alerting.receivers.b.pagerduty is not known: "pagerDuty" was meant',
            "alerting.receivers.b has no way to reach it; set one of webhook, slack, pagerDuty, email",
            'alerting.receivers.b.severities "critical" must be a list',
            "alerting.receivers.c must be a map",
        ]);
        expect(
            ofReceivers({
                a: { webhook: { url: "https://a-secret" }, slack: { api_url: "https://a-secret" }, pagerDuty: { routingKey: { name: "alerting", value: "a-secret" } } },
                b: { email: { to: "", smarthost: "smtp.example.com", authUsername: "b" } },
            }),
        ).to.deep.equal([
            `alerting.receivers.a.webhook.url ${reference}`,
            'alerting.receivers.a.slack.api_url is not known: "apiUrl" was meant',
            "alerting.receivers.a.slack.apiUrl is not set",
            "alerting.receivers.a.pagerDuty.routingKey.value is not known; remove it",
            "alerting.receivers.a.pagerDuty.routingKey.key is not set",
            "alerting.receivers.b.email.from is not set",
            'alerting.receivers.b.email.to "" must be a text that is not empty',
            'alerting.receivers.b.email.smarthost "smtp.example.com" must be the host and port of a mail server; such as "smtp.example.com:587"',
            "alerting.receivers.b.email must have both authUsername and authPassword, or neither",
        ]);
    });
});
