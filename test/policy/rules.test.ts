import { expect } from "chai";
import { EdgePrometheus, EdgePrometheusArgs, GlobalPrometheus, GlobalPrometheusArgs } from "../../components";
import { rules } from "../../policy/policies";
import { defaultConfig, RuleConfig } from "../../policy/rule";
import { startMocks } from "../support/program";
import { RecordingMocks, types, valueOf } from "../support/recordingMocks";

const authenticated = { basicAuth: { username: "paris", password: "from-a-secret" } };

/** Resources of a component, as it registers them. */
async function registered(declare: () => unknown, release: string): Promise<RecordingMocks> {
    const mocks = new RecordingMocks();
    await startMocks(mocks, "test");
    declare();
    await mocks.soon(types.release, release);
    return mocks;
}

const global = (args: GlobalPrometheusArgs = {}) =>
    registered(() => valueOf(new GlobalPrometheus("global", { edges: ["paris"], ...args }).remoteWriteUrl), args.receiver === "thanos" ? "global-thanos" : "global");

const edge = (args: Partial<EdgePrometheusArgs> = {}) =>
    registered(() => new EdgePrometheus("paris", { clusterName: "paris", remoteWriteUrl: "https://global.example.com/api/v1/write", remoteWriteAuth: authenticated, ...args }), "paris");

/** What a rule, or each rule of a level, says of all resources. */
function said(mocks: RecordingMocks, of: string, config: RuleConfig = {}): string[] {
    return rules
        .filter(({ name, enforcementLevel }) => [name, enforcementLevel].includes(of))
        .flatMap((rule) =>
            mocks.resources.flatMap(({ type, name, inputs }) => rule.violations({ type, name, props: inputs }, { ...defaultConfig(rule), ...config })),
        );
}

const spec = (value: Record<string, unknown>) => ({ values: { prometheus: { prometheusSpec: value } } });

// The rules see what the components register, not what the engine makes of it: test/e2e/policies.test.ts has the engine.
describe("the policies", () => {
    it("hold for the defaults of both roles, with relays and with another receiver too", async () => {
        expect(said(await global(), "mandatory")).to.deep.equal([]);
        expect(said(await global({ enforceClusterLabel: true, tls: { secretName: "tls", caCertificate: "-----BEGIN CERTIFICATE-----" }, hostname: "global.example.com" }), "mandatory")).to.deep.equal([]);
        expect(said(await edge(), "mandatory")).to.deep.equal([]);
        expect(said(await edge({ remoteWriteUrl: "http://10.0.0.7:9090/api/v1/write", remoteWriteAuth: undefined }), "mandatory")).to.deep.equal([]);
        const alerting = { receivers: { team: { slack: { apiUrl: { name: "slack", key: "url" }, channel: "#alerts" } } } };
        expect(said(await global({ alerting }), "mandatory")).to.deep.equal([]);
    });

    it("hold for the receiver thanos, and look at its release too", async () => {
        const bucket = { receiver: "thanos", objectStorage: { secretName: "bucket" } } as const;
        expect(said(await global(bucket), "mandatory")).to.deep.equal([]);
        const values = { receive: { router: { service: { type: "LoadBalancer" } }, ingestor: { persistence: { enabled: false } } }, objstoreConfig: { value: "type: S3\nconfig:\n  secret_key: the-key" } };
        const findings = said(await global({ ...bucket, thanos: { chartVersion: "1.x", values } }), "mandatory");
        const starts = ["values.objstoreConfig.value", "The chart oci://ghcr.io/stevehipwell/helm-charts/thanos has", "values.receive.ingestor.persistence.enabled is not true", 'values.receive.router.service.type is "LoadBalancer"'];
        expect(findings).to.have.length(starts.length);
        for (const start of starts) {
            expect(findings.some((finding) => finding.includes(start)), start).to.equal(true);
        }
        expect(findings.join("\n")).to.contain('Set thanos.chartVersion to an exact one, such as "1.24.1"');
    });

    it("look at no other resource", () => {
        const others = [
            { type: types.release, name: "cert-manager", inputs: { chart: "cert-manager", values: { password: "a" } } },
            { type: types.secret, name: "secret", inputs: { stringData: { password: "a" } } },
        ];
        expect(said(Object.assign(new RecordingMocks(), { resources: others.map((other) => ({ ...other, secrets: [], provider: undefined })) }), "mandatory")).to.deep.equal([]);
    });

    it("ask a release for no more than they need: what is not known in a preview cannot be asked for", () => {
        const props = {
            chart: "kube-prometheus-stack",
            version: "88.x",
            get values(): never {
                throw new Error("not known");
            },
        };
        const [pinned] = rules.filter(({ name }) => name === "chart-pinned");
        expect(pinned.violations({ type: types.release, name: "paris", props }, {})).to.have.length(1);
    });

    it("see a release of the chart that a program makes itself", () => {
        const resources = [{ type: types.release, name: "own", inputs: { chart: "oci://ghcr.io/charts/kube-prometheus-stack" }, secrets: [], provider: undefined }];
        const mocks = Object.assign(new RecordingMocks(), { resources });
        expect(said(mocks, "chart-pinned")).to.have.length(1);
        expect(said(mocks, "persistent-storage")).to.have.length(1);
    });

    describe("remote-write-authentication", () => {
        const rule = "remote-write-authentication";

        it("wants it for a host outside of private networks", async () => {
            expect(said(await edge({ remoteWriteAuth: undefined }), rule)).to.deep.equal([
                "prometheus.prometheusSpec.remoteWrite[0] writes to global.example.com, which is not in a private network, without authentication. " +
                    "Set remoteWriteAuth, or for additionalRemoteWrite one of basicAuth, authorization, oauth2, sigv4 and azureAd; " +
                    "a host that is private goes into this policy's privateHosts.",
            ]);
            expect(said(await edge({ additionalRemoteWrite: { mimir: { url: "http://[2001:db8::1]/push" } } }), rule)[0]).to.match(
                /^prometheus.prometheusSpec.additionalRemoteWrite\[0\] writes to 2001:db8::1, /,
            );
        });

        it("takes each way of it, a private address, and a host that is listed", async () => {
            const tls = { clientCertificate: "certificate", clientKey: "key" };
            for (const remoteWriteAuth of [authenticated, { authorization: { credentials: "t" } }, { sigv4: { region: "eu-central-1" } }, { tls }]) {
                expect(said(await edge({ remoteWriteAuth }), rule), Object.keys(remoteWriteAuth)[0]).to.deep.equal([]);
            }
            for (const host of ["10.1.2.3", "[fd00::1]", "mimir.monitoring.svc", "mimir"]) {
                expect(said(await edge({ remoteWriteAuth: undefined, remoteWriteUrl: `http://${host}/api/v1/write` }), rule), host).to.deep.equal([]);
            }
            expect(said(await edge({ remoteWriteAuth: undefined }), rule, { privateHosts: ["global.example.com"] })).to.deep.equal([]);
        });

        it("does not take the authority's certificate for the agent's own", async () => {
            expect(said(await edge({ remoteWriteAuth: { tls: { caCertificate: "certificate" } } }), rule)).to.have.length(1);
        });
    });

    describe("no-plain-text-credentials", () => {
        const rule = "no-plain-text-credentials";

        it("names each by its path, and shows none", async () => {
            const values = {
                grafana: {
                    adminPassword: "hunter2",
                    "grafana.ini": { database: { url: "postgres://grafana:hunter2@db/grafana" }, "auth.github": { client_secret: "hunter2" } },
                },
                alertmanager: { config: { global: { slack_api_url: "https://hooks.slack.com/services/T/B/hunter2" }, receivers: [{ pagerduty_configs: [{ routing_key: "hunter2" }] }] } },
                extraManifests: [{ stringData: { key: "-----BEGIN PRIVATE KEY-----\nhunter2" } }],
            };
            const found = said(await global({ values }), rule);
            expect(found.map((text) => text.split(". ")[0])).to.have.members([
                "values.grafana.adminPassword holds a credential in plain text",
                "values.grafana.grafana.ini.database.url holds a URL with a password in it in plain text",
                "values.grafana.grafana.ini.auth.github.client_secret holds a credential in plain text",
                "values.alertmanager.config.global.slack_api_url holds a Slack webhook, whose URL is its credential in plain text",
                "values.alertmanager.config.receivers[0].pagerduty_configs[0].routing_key holds a credential in plain text",
                "values.extraManifests[0].stringData.key holds a private key in plain text",
            ]);
            expect(found[0]).to.match(/Put it in a Kubernetes Secret that is made beside the release, and the Secret's name in the values; if it is none, add ".+" to this policy's ignoredPaths\.$/);
            expect(found.join()).not.to.contain("hunter2");
        });

        it("sees a header by which an edge proves itself to a further destination, which no check of the args sees", async () => {
            expect(said(await edge({ additionalRemoteWrite: { mimir: { url: "https://mimir.example.com", headers: { Authorization: "Bearer a" } } } }), rule)).to.have.length(1);
        });

        it("takes names of Secrets and of files, and what is listed", async () => {
            const values = { grafana: { admin: { existingSecret: "a", passwordKey: "b" }, smtp: { existingSecret: "c" }, "grafana.ini": { x: { password_file: "/d" } }, plugins: { token: "none" } } };
            expect(said(await global({ values }), rule, { ignoredPaths: ["grafana.plugins.token"] })).to.deep.equal([]);
            expect(said(await edge({ additionalRemoteWrite: { mimir: { url: "https://mimir.example.com", basicAuth: { password: { name: "mimir", key: "password" } } } } }), rule)).to.deep.equal([]);
        });
    });

    describe("receiver-behind-gateway", () => {
        const rule = "receiver-behind-gateway";

        it("refuses a receiver that is published", async () => {
            expect(said(await global({ edges: undefined, gateway: false }), rule)).to.deep.equal([
                'values.prometheus.service.type is "LoadBalancer", which opens the receiver to whoever reaches it: nothing asks for a credential before a write, ' +
                    "a query or a shutdown. Leave gateway at true, and remove this from values.",
            ]);
        });

        it("sees each other way out, beside the gateway", async () => {
            const ways = {
                "service.externalIPs": { service: { externalIPs: ["203.0.113.7"] } },
                "ingress.enabled": { ingress: { enabled: true } },
                "ingressPerReplica.enabled": { ingressPerReplica: { enabled: true } },
                "servicePerReplica.type": { servicePerReplica: { enabled: true, type: "NodePort" } },
                "route.main.enabled": { route: { main: { enabled: true } } },
                "prometheusSpec.hostNetwork": { prometheusSpec: { hostNetwork: true } },
            };
            for (const [path, prometheus] of Object.entries(ways)) {
                const [text, ...more] = said(await global({ values: { prometheus } }), rule);
                expect(text, path).to.match(new RegExp(`^values.prometheus.${path.replace(/\./g, "\\.")} is `));
                expect(more, path).to.deep.equal([]);
            }
        });

        it("takes a receiver inside of its cluster, and an edge, which receives nothing", async () => {
            expect(said(await global({ edges: undefined, gateway: false, serviceType: "ClusterIP" }), rule)).to.deep.equal([]);
            expect(said(await edge({ values: { prometheus: { service: { type: "NodePort" } } } }), rule)).to.deep.equal([]);
        });
    });

    it("persistent-storage wants a volume at both roles", async () => {
        const rule = "persistent-storage";
        const text =
            "values.prometheus.prometheusSpec.storageSpec has no volumeClaimTemplate with a size, so what Prometheus keeps goes with its pod. " +
            "Set storageSize, and remove storageSpec from values.";
        expect(said(await global(spec({ storageSpec: null })), rule)).to.deep.equal([text]);
        expect(said(await edge(spec({ storageSpec: { emptyDir: { medium: "Memory" } } })), rule)).to.deep.equal([text]);
        expect(said(await global({ values: { prometheus: { enabled: false } } }), rule)).to.deep.equal([]);
    });

    it("retention-within-volume wants room on the volume", async () => {
        const rule = "retention-within-volume";
        expect(said(await global({ storageSize: "50Gi", retentionSize: "45GiB" }), rule)).to.deep.equal([
            "values.prometheus.prometheusSpec.retentionSize is 45GiB, which is 90 % of the volume of 50Gi; at most 85 % leave room. Lower retentionSize, or raise storageSize.",
        ]);
        expect(said(await global({ storageSize: "50Gi", retentionSize: "45GiB" }), rule, { maxPercent: 90 })).to.deep.equal([]);
        expect(said(await global({ storageSize: "50Gi", retentionSize: "0" }), rule)[0]).to.match(/^values.prometheus.prometheusSpec.retentionSize limits nothing, /);
        expect(said(await global({ storageSize: "5Ti" }), rule)).to.deep.equal([]);
        expect(said(await edge(spec({ retentionSize: "100GiB" })), rule)).to.deep.equal([]);
    });

    it("chart-pinned wants one version", async () => {
        const rule = "chart-pinned";
        expect(said(await global({ chartVersion: "88.x" }), rule)).to.deep.equal([
            'The chart kube-prometheus-stack has the version "88.x", which is a range. Set chartVersion to an exact one, such as "88.5.3", or leave it out.',
        ]);
        for (const chartVersion of ["88.5.3", "v1.2.3-rc.1+build"]) {
            expect(said(await edge({ chartVersion }), rule), chartVersion).to.deep.equal([]);
        }
        for (const chartVersion of ["^88.5.3", ">=88.0.0", "88", "*", "88.5.3 - 89.0.0"]) {
            expect(said(await edge({ chartVersion }), rule), chartVersion).to.have.length(1);
        }
        expect(said(await edge({ chart: "./components" }), rule)).to.deep.equal([]);
    });

    it("resource-requests wants them of Prometheus, of this project's own pods, and of what is listed", async () => {
        const rule = "resource-requests";
        expect(said(await edge({ resources: { requests: { cpu: "1" } } }), rule)).to.deep.equal([
            "values.prometheus.prometheusSpec.resources has no requests of memory. Set resources.requests, such as { cpu: 500m, memory: 2Gi }.",
        ]);
        const parts = ["prometheus.prometheusSpec", "grafana"];
        expect(said(await global(), rule, { parts })).to.have.length(1);
        const mocks = await global({ enforceClusterLabel: true });
        for (const type of [types.deployment, types.statefulSet]) {
            delete mocks.one(type).inputs.spec.template.spec.containers[0].resources;
        }
        expect(said(mocks, rule).map((text) => text.split(".")[0])).to.have.members([
            'resources of the container "vmauth" has no requests of cpu and memory',
            'resources of the container "vmagent" has no requests of cpu and memory',
        ]);
    });

    it("memory-limits advises them, and the default has none for Prometheus", async () => {
        const [text, ...more] = said(await global({ enforceClusterLabel: true }), "advisory");
        expect(text).to.match(/^values.prometheus.prometheusSpec.resources has no limit of memory. Set resources.limits.memory to a few times the request, or disable this policy/);
        expect(more).to.deep.equal([]);
        expect(said(await global({ resources: { requests: { cpu: "1", memory: "2Gi" }, limits: { memory: "8Gi" } } }), "advisory")).to.deep.equal([]);
    });
});
