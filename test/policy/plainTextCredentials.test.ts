import { expect } from "chai";
import { plainTextCredentials } from "../../policy/rules/plainTextCredentials";
import { types } from "../support/recordingMocks";

/** Paths of what the rule finds in Helm values. */
function found(values: Record<string, unknown>, ignoredPaths: string[] = []): string[] {
    const texts = plainTextCredentials.violations({ type: types.release, name: "stack", props: { chart: "kube-prometheus-stack", values } }, { ignoredPaths });
    expect(texts.join(), "texts show no credential").not.to.contain("hunter2");
    return texts.map((text) => /^values\.(\S+) holds /.exec(text)![1]);
}

const config = (value: unknown) => ({ alertmanager: { config: value } });
const receiver = (value: unknown) => config({ receivers: [value] });
const env = (entry: unknown) => ({ prometheus: { prometheusSpec: { containers: [{ name: "side", env: [entry] }] } } });
const scrape = (text: string) => ({ prometheus: { prometheusSpec: { additionalScrapeConfigs: text } } });
const text = (...lines: string[]) => lines.join("\n");

describe("no-plain-text-credentials, of one value", () => {
    const credentials: [path: string, values: Record<string, unknown>][] = [
        ["alertmanager.config.global.opsgenie_api_key", config({ global: { opsgenie_api_key: "hunter2" } })],
        ["alertmanager.config.global.victorops_api_key", config({ global: { victorops_api_key: "hunter2" } })],
        ["alertmanager.config.global.wechat_api_secret", config({ global: { wechat_api_secret: "hunter2" } })],
        ["alertmanager.config.global.slack_app_token", config({ global: { slack_app_token: "hunter2" } })],
        ["alertmanager.config.global.smtp_auth_password", config({ global: { smtp_auth_password: "hunter2" } })],
        ["alertmanager.config.receivers[0].telegram_configs[0].bot_token", receiver({ telegram_configs: [{ bot_token: "hunter2" }] })],
        ["alertmanager.config.receivers[0].pushover_configs[0].user_key", receiver({ pushover_configs: [{ user_key: "hunter2" }] })],
        ["alertmanager.config.receivers[0].pagerduty_configs[0].service_key", receiver({ pagerduty_configs: [{ service_key: "hunter2" }] })],
        ["alertmanager.config.receivers[0].discord_configs[0].webhook_url", receiver({ discord_configs: [{ webhook_url: "https://example.com/hunter2" }] })],
        ["alertmanager.config.receivers[0].webhook_configs[0].url", receiver({ webhook_configs: [{ url: "https://discord.com/api/webhooks/1/hunter2" }] })],
        ["grafana.env.GF_SECURITY_ADMIN_PASSWORD", { grafana: { env: { GF_SECURITY_ADMIN_PASSWORD: "hunter2" } } }],
        ["grafana.envRenderSecret.GF_AUTH_GITHUB_CLIENT_SECRET", { grafana: { envRenderSecret: { GF_AUTH_GITHUB_CLIENT_SECRET: "hunter2" } } }],
        ["grafana.adminPassword", { grafana: { adminPassword: 12345 } }],
        ["grafana.settings.userKey", { grafana: { settings: { userKey: "hunter2" } } }],
        ["grafana.settings.integrationKey", { grafana: { settings: { name: "duty", integrationKey: "hunter2" } } }],
        ["grafana.settings.apiKey", { grafana: { settings: { name: "genie", apiKey: "hunter2" } } }],
        ["grafana.s3.secretKey", { grafana: { s3: { name: "bucket", accessKeyId: "a", secretKey: "hunter2" } } }],
        ["grafana.tokens.api-token[1]", { grafana: { tokens: { "api-token": ["", "hunter2"] } } }],
        ["prometheus.prometheusSpec.containers[0].env[0].value", env({ name: "DB_PASSWORD", value: "hunter2" })],
        ["grafana.additionalDataSources[0].secureJsonData.httpHeaderValue1", { grafana: { additionalDataSources: [{ secureJsonData: { httpHeaderValue1: "Bearer hunter2" } }] } }],
        ["prometheus.headers.X-Auth", { prometheus: { headers: { "X-Auth": "Basic aHVudGVyMg==" } } }],
        ["prometheus.prometheusSpec.additionalScrapeConfigs[0].http_headers.X-Tenant.secrets[0]", scrape("[{http_headers: {X-Tenant: {secrets: [hunter2]}}}]")],
        ["prometheus.prometheusSpec.additionalScrapeConfigs[0].http_headers.X-Api-Key.values[0]", scrape("[{http_headers: {X-Api-Key: {values: [hunter2]}}}]")],
        ["alertmanager.config.receivers[0].webhook_configs[0].http_config.http_headers.a.secrets[0]", receiver({ webhook_configs: [{ http_config: { http_headers: { a: { secrets: ["hunter2"] } } } }] })],
        ["extraManifests[0].stringData.htpasswd", { extraManifests: [{ kind: "Secret", stringData: { htpasswd: "hunter2" } }] }],
        ["extraManifests[0].data.pin", { extraManifests: [{ apiVersion: "v1", kind: "Secret", data: { pin: "aHVudGVyMg==" } }] }],
        ["extraManifests.login.data.pin", { extraManifests: { login: { kind: "Secret", data: { pin: "aHVudGVyMg==" } } } }],
        ["extraManifests[0].stringData.pin", { extraManifests: [text("kind: Secret", "stringData:", "  pin: hunter2")] }],
        ["prometheus.extraSecret.data.auth", { prometheus: { extraSecret: { name: "login", data: { auth: "hunter2" } } } }],
        ["grafana.envRenderSecret.GF_LOGIN", { grafana: { envRenderSecret: { GF_LOGIN: "hunter2" } } }],
        ["grafana.additionalDataSources[0].secureJsonData.dsn", { grafana: { additionalDataSources: [{ secureJsonData: { dsn: "hunter2" } }] } }],
        ["alertmanager.stringConfig.global.opsgenie_api_key", { alertmanager: { stringConfig: text("global:", "  opsgenie_api_key: hunter2") } }],
        // Templates and TOML are not YAML.
        ["alertmanager.stringConfig.opsgenie_api_key", { alertmanager: { stringConfig: text("global:", "{{ if .Values.a }}", "  opsgenie_api_key: 'hunter2'", "{{ end }}") } }],
        ["prometheus.prometheusSpec.additionalScrapeConfigs[0].basic_auth.password", scrape(text("- job_name: a", "  basic_auth: { username: a, password: hunter2 }"))],
        ["prometheus.prometheusSpec.additionalScrapeConfigs[0].bearer_token", scrape('[{"job_name": "a", "bearer_token": "hunter2"}]')],
        ["grafana.ldap.config.bind_password", { grafana: { ldap: { config: text("[[servers]]", 'host = "127.0.0.1"', 'bind_password = "hunter2"') } } }],
    ];
    for (const [path, values] of credentials) {
        it(`finds ${path}`, () => {
            expect(found(values)).to.deep.equal([path]);
            expect(found(values, [path]), "ignored").to.deep.equal([]);
        });
    }

    const others: [what: string, values: Record<string, unknown>][] = [
        ["the name of a Secret", { grafana: { existingSecret: "a", envFromSecret: "b", ldap: { existingSecret: "c" }, extraSecretMounts: [{ secretName: "d" }] } }],
        ["the Secret with Alertmanager's configuration", { alertmanager: { alertmanagerSpec: { configSecret: "a" } } }],
        ["the Secret of an ingress", { prometheus: { ingress: { annotations: { "nginx.ingress.kubernetes.io/auth-secret": "basic-auth" } } } }],
        ["which keys Grafana's Secret has", { grafana: { admin: { existingSecret: "a", userKey: "admin-user", passwordKey: "admin-password" }, smtp: { userKey: "user", passwordKey: "p" } } }],
        ["a key's name beside a Secret's", { a: { password: { name: "mimir", key: "password" }, apiKey: { name: "a", secretKey: "b", optional: true }, tokenKey: "token" } }],
        ["a header that is none", scrape("[{http_headers: {X-Scope-OrgID: {values: [paris]}, X-Api-Key: {files: [/etc/key]}}}]")],
        ["the content of another object", { extraManifests: [{ kind: "ConfigMap", data: { pin: "1" } }, { kind: "Secret", metadata: { name: "a" }, stringData: { pin: "{{ .Values.pin }}" } }] }],
        ["a Secret's names, without its content", { prometheus: { extraSecret: { name: "login", annotations: { pin: "1" }, data: {} } } }],
        ["an external secret", { extraManifests: [{ spec: { data: [{ secretKey: "password", remoteRef: { key: "a" } }] } }] }],
        ["a variable from a Secret", env({ name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "db", key: "password" } } })],
        ["a variable with a file's name", env({ name: "DB_PASSWORD_FILE", value: "/etc/db/password" })],
        ["a variable without a text", env({ name: "DB_PASSWORD", value: "" })],
        ["another variable", env({ name: "DB_USER", value: "grafana" })],
        ["a file's name", config({ global: { opsgenie_api_key_file: "/a", smtp_auth_password_file: "/b" }, tls: { keyFile: "/c", bearerTokenFile: "/d" } })],
        ["a reference", { a: { passwordSecretRef: "a", tokenRef: "b" } }],
        ["what Grafana and Kubernetes expand", { a: { client_secret: "$__file{/etc/secret}", password: "${DB_PASSWORD}", token: "$(TOKEN)", header: "Bearer ${TOKEN}", secret: "{{ .Values.name }}" } }],
        ["a switch", { a: { automountServiceAccountToken: true, use_refresh_token: "true", password: null } }],
        ["the id of a key", { a: { accessKeyId: "AKIA" } }],
        ["a sentence", { a: { description: "Basic authentication failed at the gateway", type: "Bearer" } }],
        ["a file without one", scrape(text("- job_name: a", "  basic_auth: { username: a, password_file: /etc/password }"))],
        ["lines of a template", { a: { template: text('{{ define "a" }}', "token of {{ .Labels.cluster }}", "user = a", "{{ end }}") } }],
    ];
    for (const [what, values] of others) {
        it(`takes ${what}`, () => {
            expect(found(values)).to.deep.equal([]);
        });
    }
});
