import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { globalOutputs } from "./support/globalOutputs";
import { Config, errorOf, runProgram } from "./support/program";
import { RecordingMocks, types } from "./support/recordingMocks";

const globalStack = "organization/multicluster-prometheus/global";
const { remoteWriteUrl } = globalOutputs;
const edgeConfig = { role: "edge", clusterName: "edge", globalStack };

/** The text of the error that a configuration ends in. */
async function refusal(config: Config, stacks: Record<string, Record<string, unknown>> = { [globalStack]: globalOutputs }): Promise<string> {
    const mocks = new RecordingMocks(stacks);
    const error = await errorOf(runProgram(mocks, "test", config));
    expect(pulumi.RunError.isInstance(error), error.stack).to.equal(true);
    expect(error.stack, "frames, which take Node 20 a minute to print").not.to.match(/^ +at /m);
    expect(mocks.resources.filter(({ type }) => type !== "pulumi:pulumi:StackReference"), "nothing is declared").to.deep.equal([]);
    return error.message;
}

describe("the program", () => {
    it("deploys the global stack, and gives its outputs", async () => {
        const mocks = new RecordingMocks();
        expect(await runProgram(mocks, "global", { role: "global", edges: ["edge"] })).to.deep.equal({
            ...globalOutputs,
            grafanaUrl: "http://kube-prometheus-stack-grafana.monitoring.svc",
            grafanaAdminPassword: "generated-global-grafana-admin",
        });
        expect(mocks.one(types.global).name).to.equal("global");
    });

    it("deploys an edge stack that writes where the global stack says", async () => {
        const mocks = new RecordingMocks({ [globalStack]: globalOutputs });
        expect(await runProgram(mocks, "edge", edgeConfig)).to.deep.equal({
            clusterName: "edge",
            namespace: "monitoring",
            releaseName: "kube-prometheus-stack",
            remoteWriteUrl,
        });
        const { prometheusSpec } = (await mocks.soon(types.release)).inputs.values.prometheus;
        expect(prometheusSpec.remoteWrite[0].url).to.equal(remoteWriteUrl);
        expect(prometheusSpec.remoteWrite[0].messageVersion).to.equal("V2.0");
        expect(prometheusSpec.externalLabels).to.deep.equal({ cluster: "edge" });
        expect(mocks.one("pulumi:pulumi:StackReference").inputs).to.deep.equal({ name: globalStack });
    });

    it("lets an edge have two replicas where the global stack's receiver merges them", async () => {
        const config = { ...edgeConfig, replicas: 2 };
        const mocks = new RecordingMocks({ [globalStack]: { ...globalOutputs, receiver: "thanos" } });
        await runProgram(mocks, "edge", config);
        expect((await mocks.soon(types.release)).inputs.values.prometheus.prometheusSpec.replicas).to.equal(2);
        expect(await refusal(config, { [globalStack]: globalOutputs })).to.contain("replicas 2 needs a receiver that merges what they write");
        const { receiver, ...older } = globalOutputs;
        expect(await refusal(config, { [globalStack]: older }), receiver).to.contain("replicas 2 needs a receiver that merges what they write");
    });

    it("gives the edge its credential of the global stack, in a Secret and nowhere else", async () => {
        const mocks = new RecordingMocks({ [globalStack]: { ...globalOutputs, caCertificate: "authority" } });
        await runProgram(mocks, "edge", edgeConfig);
        const release = await mocks.soon(types.release);
        const reference = (key: string) => ({ name: "kube-prometheus-stack-remote-write", key });
        const [{ basicAuth, tlsConfig }] = release.inputs.values.prometheus.prometheusSpec.remoteWrite;
        expect(basicAuth).to.deep.equal({ username: reference("username"), password: reference("password") });
        expect(tlsConfig).to.deep.equal({ ca: { secret: reference("ca.crt") } });
        const secret = mocks.one(types.secret);
        expect(secret.inputs.stringData).to.deep.equal({ username: "edge", password: "generated-global-edge-edge-1", "ca.crt": "authority" });
        expect(secret.secrets).to.deep.equal(["stringData"]);
        expect(release.secrets).to.deep.equal([]);
        const elsewhere = mocks.resources.filter(({ type }) => type !== types.secret && type !== "pulumi:pulumi:StackReference");
        expect(JSON.stringify(elsewhere.filter(({ type }) => type !== types.edge))).not.to.contain("generated-global-edge-edge-1");
        expect(elsewhere.find(({ type }) => type === types.edge)?.secrets).to.deep.equal(["remoteWriteAuth"]);
    });

    it("writes to a global stack without a gateway as nobody", async () => {
        const mocks = new RecordingMocks({ [globalStack]: { ...globalOutputs, edgeCredentials: null } });
        await runProgram(mocks, "edge", edgeConfig);
        const [entry] = (await mocks.soon(types.release)).inputs.values.prometheus.prometheusSpec.remoteWrite;
        expect(entry.basicAuth).to.equal(undefined);
        expect(mocks.resources.filter(({ type }) => type === types.secret)).to.deep.equal([]);
    });

    it("marks what is secret in remoteWriteAuth, however the configuration keeps it", async () => {
        const mocks = new RecordingMocks();
        const remoteWriteAuth = { authorization: { credentials: "a-token" }, headers: { "X-Scope-OrgID": "a" } };
        await runProgram(mocks, "edge", { role: "edge", clusterName: "paris", remoteWriteUrl: "https://mimir.example.com/api/v1/push", remoteWriteAuth });
        const release = await mocks.soon(types.release);
        const [entry] = release.inputs.values.prometheus.prometheusSpec.remoteWrite;
        expect(entry.authorization).to.deep.equal({ credentials: { name: "kube-prometheus-stack-remote-write", key: "credentials" } });
        expect(entry.headers).to.deep.equal({ "X-Scope-OrgID": "a" });
        expect(entry.messageVersion).to.equal(undefined);
        expect(release.secrets).to.deep.equal([]);
        expect(mocks.one(types.edge).secrets).to.deep.equal(["remoteWriteAuth"]);
    });

    it("deploys an edge stack that writes to any endpoint, and reads no stack then", async () => {
        const mocks = new RecordingMocks();
        const url = "https://mimir.example.com/api/v1/push";
        const outputs = await runProgram(mocks, "edge", { role: "edge", clusterName: "paris", remoteWriteUrl: url });
        expect(outputs.remoteWriteUrl).to.equal(url);
        await mocks.soon(types.release);
        expect(mocks.list().sort()).to.deep.equal([`${types.release} edge`, `${types.namespace} edge-namespace`, `${types.edge} edge`].sort());
    });

    it("reads each kind of value", async () => {
        const mocks = new RecordingMocks();
        await runProgram(mocks, "edge", {
            role: "edge",
            clusterName: "007",
            remoteWriteUrl,
            upgradeCrds: false,
            annotationDiscovery: "false",
            queueConfig: { maxShards: 5 },
            writeRelabelConfigs: [{ regex: "go_.*", action: "labeldrop" }],
            values: { nodeExporter: { enabled: false } },
        });
        const { values } = (await mocks.soon(types.release)).inputs;
        expect(values.prometheus.prometheusSpec.externalLabels).to.deep.equal({ cluster: "007" });
        expect(values.crds.upgradeJob.enabled).to.equal(false);
        expect(values.prometheus.prometheusSpec.additionalScrapeConfigs).to.deep.equal([]);
        expect(values.prometheus.prometheusSpec.remoteWrite[0].queueConfig.maxShards).to.equal(5);
        expect(values.nodeExporter).to.deep.equal({ enabled: false });
        const watched = new RecordingMocks();
        await runProgram(watched, "global", {
            role: "global",
            edges: ["paris", "tokyo"],
            mutedEdges: ["tokyo"],
            edgeAbsentAfter: "15m",
            alerting: { receivers: { team: { webhook: { url: { name: "alerting", key: "team" } } } } },
        });
        const { alertmanager, additionalPrometheusRulesMap } = (await watched.soon(types.release)).inputs.values;
        expect(additionalPrometheusRulesMap.fleet.groups[0].rules[0].expr).to.equal('absent_over_time(up{cluster="paris"}[15m])');
        expect(alertmanager.config.receivers[1].webhook_configs).to.deep.equal([{ url_file: "/etc/alertmanager/secrets/alerting/team" }]);
        expect(alertmanager.alertmanagerSpec).to.deep.equal({ secrets: ["alerting"] });
        const node = new RecordingMocks();
        await runProgram(node, "global", { role: "global", serviceType: "NodePort", hostname: "10.1.2.3", nodePort: 31000 });
        expect((await node.soon(types.service)).inputs.spec.ports[0].nodePort).to.equal(31000);
    });
});

describe("a wrong configuration", () => {
    it("of an edge that the global stack does not list", async () => {
        expect(await refusal({ ...edgeConfig, clusterName: "tokyo" })).to.equal(
            'The configuration of stack "test" has a problem:\n' +
                `  clusterName "tokyo" is not among the edges of "${globalStack}"; add it there with: ` +
                `pulumi config set --stack ${globalStack} --path 'edges[1]' tokyo && pulumi up --stack ${globalStack}`,
        );
    });

    it("of an edge that brings a credential where the global stack gives it one", async () => {
        const text = await refusal({ ...edgeConfig, remoteWriteAuth: { authorization: { credentials: "a-token" } } });
        expect(text).to.contain("  remoteWriteAuth is what the global stack gives each of its edges; remove it\n    pulumi config rm remoteWriteAuth");
        expect(text).not.to.contain("a-token");
    });

    it("without a role", async () => {
        expect(await refusal({})).to.equal(
            'The configuration of stack "test" has a problem:\n' +
                '  role is not set; it must be "global" for the cluster that receives, or "edge" for one that writes\n' +
                "    pulumi config set role edge",
        );
    });

    it("with a role that is none", async () => {
        expect(await refusal({ role: "hub" })).to.equal(
            'The configuration of stack "test" has a problem:\n' +
                '  role "hub" must be "global" for the cluster that receives, or "edge" for one that writes\n' +
                "    pulumi config set role edge",
        );
    });

    it("reports all problems at once, with the commands that mend them", async () => {
        expect(await refusal({ role: "edge", retention: "10d", clusterNam: "paris", queueConfig: { max_shards: 5, maxBackoff: "30" } })).to.equal(
            'The configuration of stack "test" has 6 problems:\n' +
                '  retention is a key of the role "global", and this stack\'s role is "edge"; remove it\n' +
                "    pulumi config rm retention\n" +
                '  clusterNam is not a key of this project: "clusterName" was meant\n' +
                "    rename it in Pulumi.test.yaml\n" +
                "  globalStack is not set, nor is remoteWriteUrl: one of them must say where the edge writes\n" +
                "    pulumi config set globalStack organization/multicluster-prometheus/global\n" +
                '  clusterName is not set; it must be a DNS label: at most 63 lowercase letters, digits and "-", with a letter or digit first and last\n' +
                "    pulumi config set clusterName edge-paris\n" +
                '  queueConfig.max_shards is not a key of the operator\'s remoteWrite: "maxShards" was meant\n' +
                "    rename it in Pulumi.test.yaml\n" +
                '  queueConfig.maxBackoff "30" must be a Prometheus duration over zero: whole numbers with the units "y", "w", "d", "h", "m", "s" and "ms", in that order\n' +
                "    pulumi config set --path 'queueConfig.maxBackoff' 30s",
        );
    });

    it("with both destinations", async () => {
        expect(await refusal({ ...edgeConfig, remoteWriteUrl })).to.equal(
            'The configuration of stack "test" has a problem:\n' +
                "  remoteWriteUrl and globalStack are both set, and each says where the edge writes; unless it is the one that is meant, remove it\n" +
                "    pulumi config rm remoteWriteUrl",
        );
    });

    it("with a global stack that is no full name", async () => {
        expect(await refusal({ ...edgeConfig, globalStack: "global" })).to.contain(
            '  globalStack "global" must be the full name of the global stack: organization, project and stack, with "/" between them\n' +
                "    pulumi config set globalStack organization/multicluster-prometheus/global",
        );
    });

    it("with a global stack that does not exist", async () => {
        // Mocks lose the engine's reason; the end-to-end tests see it.
        expect(await refusal(edgeConfig, {})).to.contain(
            `  globalStack "${globalStack}" cannot be read: no reason given; if it is not deployed yet, run "pulumi up --stack ${globalStack}" first`,
        );
    });

    it("with a global stack that is not deployed", async () => {
        expect(await refusal(edgeConfig, { [globalStack]: {} })).to.contain(
            `  globalStack "${globalStack}" has no outputs: it is not deployed; run "pulumi up --stack ${globalStack}" first`,
        );
    });

    it("with a global stack that lacks an output", async () => {
        expect(await refusal(edgeConfig, { [globalStack]: { clusterName: "global", queryUrl: "http://203.0.113.10:9090" } })).to.contain(
            `  globalStack "${globalStack}" has no output "remoteWriteUrl": it is of another project or an older version; run "pulumi up --stack ${globalStack}" first`,
        );
    });

    it("with a global stack that is an edge", async () => {
        expect(await refusal(edgeConfig, { [globalStack]: { clusterName: "tokyo", remoteWriteUrl } })).to.contain(
            `  globalStack "${globalStack}" is the edge "tokyo", which receives nothing; name the stack with the role "global"`,
        );
    });

    it("with an edge named as the global cluster", async () => {
        expect(await refusal({ ...edgeConfig, clusterName: "global" })).to.equal(
            'The configuration of stack "test" has a problem:\n' +
                '  clusterName "global" is the name of the global cluster; each cluster needs its own\n' +
                "    pulumi config set clusterName edge",
        );
    });

    it("with values of the wrong kind", async () => {
        const text = await refusal({ role: "global", nodePort: "many", upgradeCrds: "yes", values: "grafana: off" });
        expect(text).to.contain('upgradeCrds "yes" must be true or false');
        expect(text).to.contain('values "grafana: off" must be a map');
        expect(text).to.contain('nodePort "many" must be a whole number from 1 to 65535\n    pulumi config set nodePort 30090');
    });

    it("with a misspelt path in the values", async () => {
        expect(await refusal({ role: "global", values: { grafanna: { enabled: false } } })).to.contain(
            '  values.grafanna is not a value of kube-prometheus-stack 88.5.3: "grafana" was meant',
        );
    });
});
