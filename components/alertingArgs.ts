import * as pulumi from "@pulumi/pulumi";

/** A key of a Kubernetes Secret in the release's namespace. */
export interface SecretKeyReference {
    /** Name of the Secret. */
    name: pulumi.Input<string>;
    /** Key in the Secret. */
    key: pulumi.Input<string>;
}

/** Where alerts go. */
export interface Alerting {
    /** Receivers by name; an alert goes to each whose `severities` it has. Defaults to none: alerts are shown, and nobody is told. */
    receivers?: Record<string, AlertReceiver>;
    /** URL that is called each minute as long as alerting works: its silence is the alert that nothing else can send. Defaults to none. */
    deadMansSwitch?: SecretKeyReference;
}

/** One receiver of alerts: at least one way to reach it. */
export interface AlertReceiver {
    /** Severities that it gets, of `critical`, `warning` and `info`. Defaults to `critical` and `warning`. */
    severities?: pulumi.Input<pulumi.Input<string>[]>;
    /** Any HTTP endpoint that takes Alertmanager's own format. */
    webhook?: WebhookReceiver;
    /** A Slack channel. */
    slack?: SlackReceiver;
    /** A PagerDuty service. */
    pagerDuty?: PagerDutyReceiver;
    /** An e-mail address. */
    email?: EmailReceiver;
}

/** An HTTP endpoint: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
export interface WebhookReceiver {
    /** Its URL. */
    url: SecretKeyReference;
}

/** A Slack channel: https://prometheus.io/docs/alerting/latest/configuration/#slack_config */
export interface SlackReceiver {
    /** URL of an incoming webhook. */
    apiUrl: SecretKeyReference;
    /** Channel, such as `#alerts`. Defaults to the incoming webhook's own. */
    channel?: pulumi.Input<string>;
}

/** A PagerDuty service: https://prometheus.io/docs/alerting/latest/configuration/#pagerduty_config */
export interface PagerDutyReceiver {
    /** Integration key of its Events API v2. */
    routingKey: SecretKeyReference;
}

/** An e-mail address: https://prometheus.io/docs/alerting/latest/configuration/#email_config */
export interface EmailReceiver {
    /** Who gets it. */
    to: pulumi.Input<string>;
    /** Who it is from. */
    from: pulumi.Input<string>;
    /** The mail server, as `host:port`; it must speak TLS. */
    smarthost: pulumi.Input<string>;
    /** User name at the mail server. Defaults to none. */
    authUsername?: pulumi.Input<string>;
    /** Password at the mail server, with `authUsername`. Defaults to none. */
    authPassword?: SecretKeyReference;
}
