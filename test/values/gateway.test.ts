import { expect } from "chai";
import { gatewayConfiguration, gatewayFlags, gatewayPodSpec, gatewayValues } from "../../components/values/gateway";
import { networkPolicyValues } from "../../components/values/networkPolicy";
import { edgeRelayLabels, relayFlags, relayName } from "../../components/values/relay";

const passwords = [
    { edge: "paris", password: "old" },
    { edge: "paris", password: "new" },
    { edge: "tokyo", password: "other" },
];

describe("the gateway's values", () => {
    it("let each password write, and nothing else", () => {
        const user = (name: string, password: string, url: string) => ({
            name,
            username: name,
            password,
            url_map: [{ src_paths: ["/api/v1/write"], url_prefix: url }],
        });
        expect(gatewayConfiguration(passwords, () => ({ url: "http://receiver:9090/" }))).to.deep.equal({
            users: [
                user("paris", "old", "http://receiver:9090/"),
                user("paris", "new", "http://receiver:9090/"),
                user("tokyo", "other", "http://receiver:9090/"),
            ],
        });
        expect(gatewayConfiguration([], () => ({ url: "" }))).to.deep.equal({ users: [] });
    });

    it("keep the gateway's own pages off the port that edges reach", () => {
        expect(gatewayFlags(false)).to.deep.equal([
            "-auth.config=/etc/gateway/auth.yaml",
            "-configCheckInterval=10s",
            "-httpListenAddr=:8427",
            "-httpInternalListenAddr=:8428",
            "-http.shutdownDelay=10s",
            "-loggerFormat=json",
        ]);
        expect(gatewayFlags(true).slice(6)).to.deep.equal([
            "-tls",
            "-tlsCertFile=/etc/gateway-tls/tls.crt",
            "-tlsKeyFile=/etc/gateway-tls/tls.key",
            "-tlsMinVersion=TLS12",
        ]);
    });

    it("make pods that meet the Pod Security level restricted", () => {
        const spec = gatewayPodSpec("vmauth:1", "kps", "kps-gateway", "certificate");
        expect(spec.automountServiceAccountToken).to.equal(false);
        expect(spec.securityContext).to.deep.equal({
            runAsNonRoot: true,
            runAsUser: 65534,
            runAsGroup: 65534,
            fsGroup: 65534,
            seccompProfile: { type: "RuntimeDefault" },
        });
        const [container] = spec.containers;
        expect(container.securityContext).to.deep.equal({
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ["ALL"] },
        });
        expect(container.resources).to.deep.equal({ requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "256Mi" } });
        expect(container.readinessProbe).to.deep.equal({ httpGet: { path: "/health", port: "internal", scheme: "HTTPS" }, periodSeconds: 2 });
        const [plain] = gatewayPodSpec("vmauth:1", "kps", "kps-gateway", undefined).containers;
        expect(plain.livenessProbe.httpGet).to.deep.equal({ path: "/health", port: "internal" });
        expect(spec.volumes).to.deep.equal([
            { name: "configuration", secret: { secretName: "kps-gateway" } },
            { name: "certificate", secret: { secretName: "certificate" } },
        ]);
    });

    it("let only the gateway, Grafana, the operator and Prometheus itself reach Prometheus, or the relay in the gateway's place", () => {
        const clients = (withRelay: boolean) =>
            networkPolicyValues("kps", withRelay ? "relay" : "receiver").prometheus.networkPolicy.ingress[1].from.map(({ podSelector }: any) => podSelector.matchLabels);
        const others = [{ "app.kubernetes.io/name": "grafana" }, { app: "kube-prometheus-stack-operator" }];
        expect(clients(false)).to.deep.equal([{ "app.kubernetes.io/name": "gateway", "app.kubernetes.io/instance": "kps" }, ...others]);
        expect(clients(true)).to.deep.equal([{ "app.kubernetes.io/name": "relay", "app.kubernetes.io/instance": "kps" }, ...others]);
        const { ingress, ...policy } = networkPolicyValues("kps", "receiver").prometheus.networkPolicy;
        expect(policy).to.deep.equal({ enabled: true, flavor: "kubernetes", egress: [{}] });
        expect(ingress[0]).to.deep.equal({ from: [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "prometheus" } } }] });
        expect(ingress[1].ports).to.deep.equal([{ port: 9090, protocol: "TCP" }]);
    });

    it("have the gateway's and the relay's metrics scraped", () => {
        const monitors = (withRelay: boolean) => gatewayValues("kps", withRelay, false).prometheus.additionalPodMonitors.map(({ name }: any) => name);
        expect(monitors(false)).to.deep.equal(["kps-gateway"]);
        expect(monitors(true)).to.deep.equal(["kps-gateway", "kps-relay"]);
        const [gateway, relay] = gatewayValues("kps", true, true).prometheus.additionalPodMonitors;
        expect(gateway.podMetricsEndpoints).to.deep.equal([{ port: "internal", scheme: "https", tlsConfig: { insecureSkipVerify: true } }]);
        expect(relay.podMetricsEndpoints).to.deep.equal([{ port: "http" }]);
    });
});

describe("the values of a relay", () => {
    it("name a relay after its edge, in as many characters as Kubernetes takes", () => {
        expect(relayName("kps", "paris")).to.equal("kps-relay-paris");
        expect(edgeRelayLabels("kps", "paris")).to.deep.equal({
            "app.kubernetes.io/name": "relay",
            "app.kubernetes.io/instance": "kps",
            "app.kubernetes.io/component": "paris",
        });
        const names = ["eu-west-1-a", "eu-west-1-b"].map((end) => relayName("kube-prometheus-stack", `production-of-the-shop-${end}`));
        expect(names).to.deep.equal([
            "kube-prometheus-stack-relay-production-of-t-da72aa0f",
            "kube-prometheus-stack-relay-production-of-t-2772813f",
        ]);
        expect(names.map(({ length }) => length)).to.deep.equal([52, 52]);
        expect(relayName("a", `${"b".repeat(34)}--${"c".repeat(20)}`)).to.match(/^a-relay-b{34}-[0-9a-f]{8}$/);
    });

    it("set the cluster, bound the buffer, and keep it on the volume", () => {
        expect(relayFlags("http://receiver:9090", "paris", 8e9)).to.deep.equal([
            "-remoteWrite.url=http://receiver:9090/api/v1/write",
            "-remoteWrite.forcePromProto",
            "-remoteWrite.label=cluster=paris",
            "-remoteWrite.queues=1",
            "-remoteWrite.tmpDataPath=/var/lib/relay",
            "-remoteWrite.maxDiskUsagePerURL=8000000000",
            "-httpListenAddr=:8429",
            "-loggerFormat=json",
        ]);
    });
});
