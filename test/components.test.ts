import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { EdgePrometheus, GlobalPrometheus, GlobalPrometheusArgs } from "../components";
import { startMocks, errorOf } from "./support/program";
import { RecordingMocks, types, valueOf } from "./support/recordingMocks";

const remoteWriteUrl = "http://203.0.113.10:8427/api/v1/write";
const grafanaPassword = "generated-global-grafana-admin";

// Mocks prove what the components ask for; what Helm and a cluster make of it is for the other tiers to show.
describe("GlobalPrometheus", () => {
    let mocks: RecordingMocks;

    beforeEach(async () => {
        mocks = new RecordingMocks();
        await startMocks(mocks, "global");
    });

    it("declares these children", async () => {
        const global = new GlobalPrometheus("global");
        await valueOf(global.remoteWriteUrl);
        await mocks.soon(types.release);
        expect(mocks.list().sort()).to.deep.equal([
            `${types.release} global`,
            `${types.secret} global-grafana-admin`,
            `${types.secret} global-gateway`,
            `${types.deployment} global-gateway`,
            `${types.disruptionBudget} global-gateway`,
            `${types.networkPolicy} global-gateway`,
            `${types.service} global-gateway`,
            `${types.configMap} global-dashboards`,
            `${types.namespace} global-namespace`,
            `${types.global} global`,
            `${types.password} global-grafana-admin`,
        ].sort());
    });

    it("releases the pinned chart into its namespace", async () => {
        await valueOf(new GlobalPrometheus("global").remoteWriteUrl);
        const { values, ...release } = (await mocks.soon(types.release)).inputs;
        expect(release).to.deep.equal({
            name: "kube-prometheus-stack",
            namespace: "monitoring",
            chart: "kube-prometheus-stack",
            version: "88.5.3",
            repositoryOpts: { repo: "https://prometheus-community.github.io/helm-charts" },
            timeout: 600,
            compat: "true",
        });
        expect(values.prometheus.prometheusSpec.enableRemoteWriteReceiver).to.equal(true);
        expect(values.grafana.admin).to.deep.equal({
            existingSecret: "kube-prometheus-stack-grafana-admin",
            userKey: "admin-user",
            passwordKey: "admin-password",
        });
        expect(mocks.one(types.namespace).inputs.metadata).to.deep.equal({
            name: "monitoring",
            labels: { "pod-security.kubernetes.io/enforce": "privileged" },
        });
    });

    it("keeps Grafana's password in a Secret, and nowhere in the values", async () => {
        const global = new GlobalPrometheus("global");
        await valueOf(global.remoteWriteUrl);
        const secret = mocks.one(types.secret, "grafana-admin");
        expect(secret.inputs.metadata).to.deep.equal({ name: "kube-prometheus-stack-grafana-admin", namespace: "monitoring" });
        expect(secret.inputs.stringData).to.deep.equal({ "admin-user": "admin", "admin-password": grafanaPassword });
        expect(secret.secrets).to.deep.equal(["stringData"]);
        expect(mocks.one(types.password).inputs).to.deep.equal({ length: 32, special: false });
        const release = await mocks.soon(types.release);
        expect(release.secrets).to.deep.equal([]);
        expect(JSON.stringify(release.inputs)).not.to.contain(grafanaPassword);
        expect(await pulumi.isSecret(global.grafanaAdminPassword)).to.equal(true);
        expect(await pulumi.isSecret(global.remoteWriteUrl)).to.equal(false);
    });

    it("gives these outputs", async () => {
        const global = new GlobalPrometheus("global");
        expect(await valueOf(global.clusterName)).to.equal("global");
        expect(await valueOf(global.namespace)).to.equal("monitoring");
        expect(await valueOf(global.releaseName)).to.equal("kube-prometheus-stack");
        expect(await valueOf(global.remoteWriteUrl)).to.equal(remoteWriteUrl);
        expect(await valueOf(global.queryUrl)).to.equal("http://kube-prometheus-stack-prometheus.monitoring.svc:9090");
        expect(await valueOf(global.edges)).to.deep.equal([]);
        expect(await valueOf(global.mutedEdges)).to.deep.equal([]);
        expect(await valueOf(global.edgeAbsentAfter)).to.equal("5m");
        const two = new GlobalPrometheus("two", { edges: ["paris", "tokyo"], mutedEdges: ["tokyo"], edgeAbsentAfter: "2m" });
        expect(await valueOf(two.edges)).to.deep.equal(["paris", "tokyo"]);
        expect(await valueOf(two.mutedEdges)).to.deep.equal(["tokyo"]);
        expect(await valueOf(two.edgeAbsentAfter)).to.equal("2m");
        expect(await valueOf(global.edgeCredentials)).to.deep.equal({});
        expect(await valueOf(global.caCertificate)).to.equal(undefined);
        expect(await valueOf(global.grafanaUrl)).to.equal("http://kube-prometheus-stack-grafana.monitoring.svc");
        expect(await valueOf(global.grafanaAdminPassword)).to.equal(grafanaPassword);
    });

    it("takes its address from the gateway's Service, or from the receiver's without a gateway", async () => {
        mocks.ingress = [{ hostname: "lb.example.com", ip: "203.0.113.10" }];
        const global = new GlobalPrometheus("global", { namespace: "metrics", releaseName: "kps" });
        expect(await valueOf(global.remoteWriteUrl)).to.equal("http://lb.example.com:8427/api/v1/write");
        mocks.ingress = [{ ip: "2001:db8::1" }];
        expect(await valueOf(new GlobalPrometheus("v6").remoteWriteUrl)).to.equal("http://[2001:db8::1]:8427/api/v1/write");
        const open = new GlobalPrometheus("open", { gateway: false });
        expect(await valueOf(open.remoteWriteUrl)).to.equal("http://[2001:db8::1]:9090/api/v1/write");
        expect(await valueOf(open.queryUrl)).to.equal("http://[2001:db8::1]:9090");
        expect(await valueOf(open.edgeCredentials)).to.equal(undefined);
    });

    it("has an address inside the cluster where no load balancer gives one", async () => {
        mocks.ingress = [];
        const global = new GlobalPrometheus("global", { serviceType: "ClusterIP", namespace: "metrics", releaseName: "kps" });
        expect(await valueOf(global.remoteWriteUrl)).to.equal("http://kps-gateway.metrics.svc:8427/api/v1/write");
        const open = new GlobalPrometheus("open", { gateway: false, serviceType: "ClusterIP" });
        expect(await valueOf(open.remoteWriteUrl)).to.equal("http://kube-prometheus-stack-prometheus.monitoring.svc:9090/api/v1/write");
    });

    it("takes the given host name", async () => {
        const global = new GlobalPrometheus("global", { hostname: pulumi.output("prometheus.example.com") });
        expect(await valueOf(global.remoteWriteUrl)).to.equal("http://prometheus.example.com:8427/api/v1/write");
        const open = new GlobalPrometheus("open", { hostname: "prometheus.example.com", gateway: false });
        expect(await valueOf(open.remoteWriteUrl)).to.equal("http://prometheus.example.com:9090/api/v1/write");
        const node = new GlobalPrometheus("node", { serviceType: "NodePort", hostname: "node.example.com" });
        expect(await valueOf(node.remoteWriteUrl)).to.equal("http://node.example.com:30090/api/v1/write");
    });

    it("warns of a receiver that is open, and of passwords in clear outside of private networks", async () => {
        const warnings = async (args: GlobalPrometheusArgs) => {
            mocks.warnings.length = 0;
            await valueOf(new GlobalPrometheus("global", args).remoteWriteUrl);
            return [...mocks.warnings];
        };
        const inClear = (host: string) => `Edges send their passwords and samples in clear to ${host}, which is not in a private network. Set tls.secretName or tls.issuerRef.`;
        // The address that the load balancer gave is known from the first update on.
        expect(await warnings({})).to.deep.equal([inClear("203.0.113.10")]);
        expect(await warnings({ gateway: false })).to.deep.equal([
            "The receiver is open to whoever reaches its Service of type LoadBalancer: nothing asks for a credential before a write, " +
                "a query or a shutdown. Keep it in a private network, or leave gateway at true.",
        ]);
        expect(await warnings({ gateway: false, serviceType: "ClusterIP" })).to.deep.equal([]);
        expect(await warnings({ hostname: "10.1.2.3" })).to.deep.equal([]);
        expect(await warnings({ hostname: "prometheus.example.com" })).to.deep.equal([inClear("prometheus.example.com")]);
        expect(await warnings({ hostname: "prometheus.example.com", tls: { secretName: "gateway" } })).to.deep.equal([]);
    });

    it("warns of a secret in the values", async () => {
        mocks.ingress = [];
        await valueOf(new GlobalPrometheus("global", { serviceType: "ClusterIP", values: { grafana: { adminPassword: pulumi.secret("x") } } }).remoteWriteUrl);
        expect(mocks.warnings).to.deep.equal([
            "The Helm values hold a secret, so no preview can show them: put it in a Kubernetes Secret, and its name in the values.",
        ]);
    });

    it("gives the fleet's dashboards to Grafana's sidecar", async () => {
        new GlobalPrometheus("global", { namespace: "metrics", releaseName: "kps" });
        const { metadata, data } = (await mocks.soon(types.configMap)).inputs;
        expect(metadata).to.deep.equal({ name: "kps-dashboards", namespace: "metrics", labels: { grafana_dashboard: "1" }, annotations: {} });
        expect(data).to.have.all.keys("multicluster-prometheus-fleet.json", "multicluster-prometheus-edge.json");
        expect(Buffer.byteLength(JSON.stringify(data)), "a ConfigMap is at most 1 MiB").to.be.lessThan(2 ** 20);
    });

    it("labels the dashboards as the values tell the sidecar to look for them", async () => {
        const dashboards = { label: "fleet", labelValue: "yes", annotations: { grafana_folder: "Fleet" } };
        new GlobalPrometheus("global", { values: pulumi.output({ grafana: { sidecar: { dashboards } } }) });
        const { metadata } = (await mocks.soon(types.configMap)).inputs;
        expect([metadata.labels, metadata.annotations]).to.deep.equal([{ fleet: "yes" }, { grafana_folder: "Fleet" }]);
    });

    it("has no Grafana URL and no dashboards where the values switch Grafana off", async () => {
        const global = new GlobalPrometheus("global", { values: { grafana: { enabled: false } } });
        expect(await valueOf(global.grafanaUrl)).to.equal(undefined);
        await valueOf(global.remoteWriteUrl);
        expect(mocks.list()).not.to.include(`${types.configMap} global-dashboards`);
    });

    it("takes a chart from a path or an OCI registry", async () => {
        await valueOf(new GlobalPrometheus("path", { chart: __dirname }).remoteWriteUrl);
        const path = (await mocks.soon(types.release, "path")).inputs;
        expect([path.chart, path.version, path.repositoryOpts]).to.deep.equal([__dirname, undefined, {}]);
        await valueOf(new GlobalPrometheus("oci", { chart: "oci://registry.example.com/charts/kube-prometheus-stack" }).remoteWriteUrl);
        const oci = (await mocks.soon(types.release, "oci")).inputs;
        expect([oci.version, oci.repositoryOpts]).to.deep.equal(["88.5.3", {}]);
    });

    it("refuses wrong args at once, all of them in one error", () => {
        const problems = () => new GlobalPrometheus("global", { retention: "ten days", clusterName: "Global", serviceType: "Ingress" as any });
        expect(problems).to.throw(pulumi.InputPropertiesError, "GlobalPrometheus has 3 wrong args");
        try {
            problems();
        } catch (error) {
            expect((error as Error).stack, "frames that take Node 20 a minute to print").not.to.match(/node_modules[\\/]@[^\\/]+[\\/][^\\/]+$/m);
            expect((error as any).errors.map(({ propertyPath }: any) => propertyPath)).to.deep.equal(["clusterName", "retention", "serviceType"]);
        }
    });

    it("refuses a wrong arg that is an output as soon as it is known", async () => {
        const global = new GlobalPrometheus("global", { retention: pulumi.output("ten days") });
        const error = await errorOf(valueOf(global.grafanaUrl));
        expect(error.message).to.match(/^GlobalPrometheus has 1 wrong arg:\n  retention "ten days" must be a Prometheus duration .*; such as "10d"$/);
    });
});

describe("EdgePrometheus", () => {
    let mocks: RecordingMocks;

    beforeEach(async () => {
        mocks = new RecordingMocks();
        await startMocks(mocks, "edge");
    });

    it("declares a namespace and a release, and gives these outputs", async () => {
        const edge = new EdgePrometheus("paris", { clusterName: "paris", remoteWriteUrl, namespace: "metrics", releaseName: "kps" });
        expect(await valueOf(edge.clusterName)).to.equal("paris");
        expect(await valueOf(edge.namespace)).to.equal("metrics");
        expect(await valueOf(edge.releaseName)).to.equal("kps");
        expect(await valueOf(edge.remoteWriteUrl)).to.equal(remoteWriteUrl);
        await mocks.soon(types.release);
        expect(mocks.list().sort()).to.deep.equal([
            `${types.edge} paris`,
            `${types.namespace} paris-namespace`,
            `${types.release} paris`,
        ].sort());
        const { inputs, secrets } = mocks.one(types.release);
        expect([inputs.name, inputs.namespace, secrets]).to.deep.equal(["kps", "metrics", []]);
        expect(inputs.values.prometheus.prometheusSpec.externalLabels).to.deep.equal({ cluster: "paris" });
    });

    it("takes outputs of a global cluster of the same program", async () => {
        const global = new GlobalPrometheus("global");
        const edge = new EdgePrometheus("paris", { clusterName: "paris", remoteWriteUrl: global.remoteWriteUrl });
        expect(await valueOf(edge.remoteWriteUrl)).to.equal(remoteWriteUrl);
        expect((await mocks.soon(types.release, "paris")).inputs.values.prometheus.prometheusSpec.remoteWrite[0].url).to.equal(remoteWriteUrl);
    });

    it("gives its children its provider and its transformations", async () => {
        const provider = new kubernetes.Provider("paris", { context: "paris" });
        const seen: string[] = [];
        // Mocks know only the older form of transforms; the end-to-end tests try the newer one, protect and aliases.
        const label: pulumi.ResourceTransformation = (args) => {
            seen.push(args.type);
            const metadata = { ...args.props.metadata, labels: { team: "metrics" } };
            return args.type === types.namespace ? { props: { metadata }, opts: args.opts } : undefined;
        };
        new EdgePrometheus("paris", { clusterName: "paris", remoteWriteUrl }, { provider, transformations: [label] });
        expect((await mocks.soon(types.release)).provider).to.equal("paris");
        expect(mocks.one(types.namespace).provider).to.equal("paris");
        expect(mocks.one(types.namespace).inputs.metadata.labels).to.deep.equal({ team: "metrics" });
        expect(seen).to.deep.equal([types.edge, types.namespace, types.release]);
    });
});
