import { expect } from "chai";
import { GlobalPrometheus, GlobalPrometheusArgs } from "../components";
import { startMocks } from "./support/program";
import { Recorded, RecordingMocks, types, valueOf } from "./support/recordingMocks";

interface User {
    username: string;
    password: string;
    url_map: { src_paths: string[]; url_prefix: string }[];
}

// Mocks prove what is asked for; that the gateway obeys it is for the end-to-end tests to show.
describe("the gateway's children", () => {
    let mocks: RecordingMocks;

    beforeEach(async () => {
        mocks = new RecordingMocks();
        await startMocks(mocks, "global");
    });

    async function deploy(args: GlobalPrometheusArgs): Promise<GlobalPrometheus> {
        const global = new GlobalPrometheus("global", { releaseName: "kps", ...args });
        await valueOf(global.remoteWriteUrl);
        return global;
    }

    const usersOf = ({ inputs }: Recorded): User[] => JSON.parse(inputs.stringData["auth.yaml"]).users;

    it("keep a password for each edge in a Secret, and nowhere in clear", async () => {
        const { edgeCredentials } = await deploy({ edges: ["paris", "tokyo"], credentialVersions: { tokyo: 3 } });
        const secret = mocks.one(types.secret, "global-gateway");
        expect(secret.secrets).to.deep.equal(["stringData"]);
        expect(usersOf(secret).map(({ username, password }) => [username, password])).to.deep.equal([
            ["paris", "generated-global-edge-paris-1"],
            ["tokyo", "generated-global-edge-tokyo-2"],
            ["tokyo", "generated-global-edge-tokyo-3"],
        ]);
        expect(await valueOf(edgeCredentials)).to.deep.equal({
            paris: { username: "paris", password: "generated-global-edge-paris-1" },
            tokyo: { username: "tokyo", password: "generated-global-edge-tokyo-3" },
        });
        const others = mocks.resources.filter(({ type, name }) => type !== types.password && !(type === types.secret && name === "global-gateway"));
        expect(JSON.stringify(others)).not.to.contain("generated-global-edge-");
    });

    it("send what edges write to the receiver", async () => {
        await deploy({ edges: ["paris"] });
        const [{ url_map }] = usersOf(mocks.one(types.secret, "global-gateway"));
        expect(url_map).to.deep.equal([{ src_paths: ["/api/v1/write"], url_prefix: "http://kps-prometheus.monitoring.svc:9090/" }]);
        const { metadata } = mocks.one(types.deployment).inputs.spec.template;
        expect(metadata.annotations).to.deep.equal({ "multicluster-prometheus/upstream": "receiver" });
    });

    it("send what each edge writes to a relay of its own, where the label is enforced", async () => {
        const { messageVersion } = await deploy({ edges: ["paris", "tokyo"], enforceClusterLabel: true, storageClassName: "fast" });
        const routes = usersOf(mocks.one(types.secret, "global-gateway")).map(({ url_map }) => url_map[0]);
        const route = (edge: string) => ({
            src_paths: ["/api/v1/write"],
            src_headers: ["X-Prometheus-Remote-Write-Version: 0.1.0"],
            url_prefix: `http://kps-relay-${edge}.monitoring.svc:8429/`,
        });
        expect(routes).to.deep.equal([route("paris"), route("tokyo")]);
        const { spec } = mocks.one(types.statefulSet, "global-relay-tokyo").inputs;
        const labels = { "app.kubernetes.io/name": "relay", "app.kubernetes.io/instance": "kps", "app.kubernetes.io/component": "tokyo" };
        expect([spec.selector.matchLabels, spec.template.metadata.labels]).to.deep.equal([labels, labels]);
        expect(mocks.one(types.service, "global-relay-tokyo").inputs.spec.selector).to.deep.equal(labels);
        const { args } = spec.template.spec.containers[0];
        expect(args).to.include.members([
            "-remoteWrite.url=http://kps-prometheus.monitoring.svc:9090/api/v1/write",
            "-remoteWrite.label=cluster=tokyo",
            "-remoteWrite.maxDiskUsagePerURL=858993459",
        ]);
        const [claim] = spec.volumeClaimTemplates;
        expect(claim.spec).to.deep.equal({ accessModes: ["ReadWriteOnce"], storageClassName: "fast", resources: { requests: { storage: "1Gi" } } });
        const { podSelector, ingress } = mocks.one(types.networkPolicy, "global-relay").inputs.spec;
        expect(podSelector.matchLabels).to.deep.equal({ "app.kubernetes.io/name": "relay", "app.kubernetes.io/instance": "kps" });
        expect(ingress).to.deep.equal([
            {
                from: [
                    { podSelector: { matchLabels: { "app.kubernetes.io/name": "gateway", "app.kubernetes.io/instance": "kps" } } },
                    { podSelector: { matchLabels: { "app.kubernetes.io/name": "prometheus" } } },
                ],
                ports: [{ port: 8429 }],
            },
        ]);
        expect(mocks.one(types.deployment).inputs.spec.template.metadata.annotations).to.deep.equal({ "multicluster-prometheus/upstream": "relay" });
        expect(await valueOf(messageVersion)).to.equal("V1.0");
    });

    it("are reached by anyone on the port that takes what edges write, and by Prometheus alone on the other", async () => {
        await deploy({});
        const { metadata, spec } = mocks.one(types.networkPolicy).inputs;
        expect({ metadata, spec }).to.deep.equal({
            metadata: { name: "kps-gateway", namespace: "monitoring" },
            spec: {
                podSelector: { matchLabels: { "app.kubernetes.io/name": "gateway", "app.kubernetes.io/instance": "kps" } },
                policyTypes: ["Ingress"],
                ingress: [
                    { ports: [{ port: 8427 }] },
                    { from: [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "prometheus" } } }], ports: [{ port: 8428 }] },
                ],
            },
        });
    });

    it("have no network policies where those are switched off", async () => {
        await deploy({ networkPolicy: false, enforceClusterLabel: true, edges: ["paris"] });
        await mocks.soon(types.release);
        expect(mocks.resources.filter(({ type }) => type === types.networkPolicy)).to.deep.equal([]);
    });

    it("serve the certificate of a Secret, and give edges its authority", async () => {
        const { remoteWriteUrl, caCertificate } = await deploy({ hostname: "prometheus.example.com", tls: { secretName: "certificate" } });
        expect(await valueOf(remoteWriteUrl)).to.equal("https://prometheus.example.com:8427/api/v1/write");
        expect(await valueOf(caCertificate)).to.equal("authority");
        const { volumes, containers } = (await mocks.soon(types.deployment)).inputs.spec.template.spec;
        expect(volumes[1]).to.deep.equal({ name: "certificate", secret: { secretName: "certificate" } });
        expect(containers[0].args).to.include("-tls");
    });

    it("have cert-manager make a certificate for the host name", async () => {
        const issuerRef = { name: "letsencrypt", kind: "ClusterIssuer" };
        await deploy({ hostname: "prometheus.example.com", tls: { issuerRef } });
        const { metadata, spec } = (await mocks.soon(types.certificate)).inputs;
        expect(spec).to.deep.equal({ dnsNames: ["prometheus.example.com"], secretName: "kps-gateway-tls", issuerRef });
        expect(metadata.annotations).to.deep.equal({ "pulumi.com/waitFor": "condition=Ready" });
        const { inputs } = await mocks.soon(types.deployment);
        expect(inputs.spec.template.spec.volumes[1].secret).to.deep.equal({ secretName: "kps-gateway-tls" });
    });
});
