import * as pulumi from "@pulumi/pulumi";
import { Alerting, AlertReceiver, SecretKeyReference } from "../alertingArgs";
import { defaults } from "../defaults";
import { Values } from "./merge";

type Receiver = pulumi.Unwrap<AlertReceiver>;
type Reference = pulumi.Unwrap<SecretKeyReference>;

const nobody = "null";
const deadMansSwitch = "dead-mans-switch";

/** Names that a receiver may not have. */
export const reservedReceivers = [nobody, deadMansSwitch];

/** Where the operator mounts a key of a Secret: https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.AlertmanagerSpec */
const file = ({ name, key }: Reference) => `/etc/alertmanager/secrets/${name}/${key}`;

const lines = "{{ range .Alerts }}{{ .Annotations.summary }} {{ .Annotations.runbook_url }}\n{{ end }}";

/** A receiver as Alertmanager has it. No secret stands in it: Alertmanager reads them from files. */
function receiverConfig(name: string, { webhook, slack, pagerDuty, email }: Receiver): Values {
    return {
        name,
        ...(webhook && { webhook_configs: [{ url_file: file(webhook.url) }] }),
        ...(slack && {
            slack_configs: [{ api_url_file: file(slack.apiUrl), ...(slack.channel && { channel: slack.channel }), send_resolved: true, text: lines }],
        }),
        ...(pagerDuty && {
            pagerduty_configs: [{ routing_key_file: file(pagerDuty.routingKey), severity: "{{ or .CommonLabels.severity `critical` }}" }],
        }),
        ...(email && {
            email_configs: [
                {
                    to: email.to,
                    from: email.from,
                    smarthost: email.smarthost,
                    send_resolved: true,
                    ...(email.authUsername && { auth_username: email.authUsername }),
                    ...(email.authPassword && { auth_password_file: file(email.authPassword) }),
                },
            ],
        }),
    };
}

/** The chart's inhibitions, each within its own cluster, and the one of a silent edge. */
const inhibitRules: Values[] = [
    { source_matchers: ["severity = critical"], target_matchers: ["severity =~ warning|info"], equal: ["cluster", "namespace", "alertname"] },
    { source_matchers: ["severity = warning"], target_matchers: ["severity = info"], equal: ["cluster", "namespace", "alertname"] },
    { source_matchers: ["alertname = InfoInhibitor"], target_matchers: ["severity = info"], equal: ["cluster", "namespace"] },
    { target_matchers: ["alertname = InfoInhibitor"] },
    // EdgeOverLimit is no symptom, but why it is silent.
    { source_matchers: ["alertname = EdgeMetricsAbsent"], target_matchers: ["alertname !~ EdgeMetricsAbsent|EdgeOverLimit"], equal: ["cluster"] },
    {
        source_matchers: ["alertname = ReceiverDiskFilling"],
        target_matchers: ["alertname = KubePersistentVolumeFillingUp"],
        equal: ["cluster", "namespace", "persistentvolumeclaim"],
    },
];

function routes(alerting: pulumi.Unwrap<Alerting>, mutedEdges: string[]): Values[] {
    const watchdog = { matchers: ["alertname = Watchdog"], receiver: alerting.deadMansSwitch ? deadMansSwitch : nobody };
    return [
        // A repetition that is due a little before the next minute is sent in each.
        alerting.deadMansSwitch ? { ...watchdog, group_wait: "0s", group_interval: "1m", repeat_interval: "50s" } : watchdog,
        ...(mutedEdges.length > 0 ? [{ matchers: [`cluster =~ "${mutedEdges.join("|")}"`], receiver: nobody }] : []),
        ...Object.entries(alerting.receivers ?? {}).map(([receiver, { severities = defaults.global.alertSeverities }]) => ({
            matchers: [`severity =~ "${severities.join("|")}"`],
            receiver,
            continue: true,
        })),
    ];
}

function secretNames({ receivers = {}, deadMansSwitch: url }: pulumi.Unwrap<Alerting>): string[] {
    const references = Object.values(receivers).flatMap(({ webhook, slack, pagerDuty, email }) => [
        webhook?.url,
        slack?.apiUrl,
        pagerDuty?.routingKey,
        email?.authPassword,
    ]);
    return [...new Set([...references, url].flatMap((reference) => (reference ? [reference.name] : [])))];
}

/** Helm values of Alertmanager: who is told of what. */
export function alertmanagerValues(alerting: pulumi.Unwrap<Alerting>, mutedEdges: string[]): Values {
    const receivers = Object.entries(alerting.receivers ?? {}).map(([name, receiver]) => receiverConfig(name, receiver));
    const pulse = alerting.deadMansSwitch && {
        name: deadMansSwitch,
        webhook_configs: [{ url_file: file(alerting.deadMansSwitch), send_resolved: false }],
    };
    const secrets = secretNames(alerting);
    return {
        alertmanager: {
            config: {
                route: {
                    group_by: ["cluster", "alertname"],
                    group_wait: "30s",
                    group_interval: "5m",
                    repeat_interval: "12h",
                    receiver: nobody,
                    routes: routes(alerting, mutedEdges),
                },
                inhibit_rules: inhibitRules,
                receivers: [{ name: nobody }, ...receivers, ...(pulse ? [pulse] : [])],
            },
            ...(secrets.length > 0 && { alertmanagerSpec: { secrets } }),
        },
    };
}
