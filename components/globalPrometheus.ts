import * as pulumi from "@pulumi/pulumi";
import { EdgeCredential, GlobalPrometheusArgs, ServiceType } from "./args";
import { dashboards, withoutGrafana } from "./dashboards";
import { defaults } from "./defaults";
import { edgeCredentials } from "./edgeCredentials";
import { httpUrl, remoteWriteEndpoint } from "./endpoint";
import { exposureWarning } from "./exposure";
import { gateway } from "./gateway";
import { gatewayCertificate } from "./gatewayCertificate";
import { grafanaAdmin } from "./grafanaAdmin";
import { networkPolicies } from "./networkPolicies";
import { relays } from "./relay";
import { chartRelease, orDefault, releaseNames, releaseNamespace } from "./release";
import { internalUrl, prometheusPort, receiverService, receiverUrl, serviceAddress } from "./serviceAddress";
import { thanosPrerequisites, thanosRelease, withBucketAs } from "./thanos";
import { Receiver } from "./thanosArgs";
import { receiverUpstream, relayUpstream, thanosUpstream } from "./upstream";
import { checkedArgs, checkKnownArgs } from "./validation/checkedArgs";
import { globalProblems } from "./validation/global";
import { gatewayPorts } from "./values/gateway";
import { globalValues } from "./values/global";
import { thanosPorts } from "./values/thanos";

/** The global cluster: kube-prometheus-stack once, whose Prometheus receives what the edges write. */
export class GlobalPrometheus extends pulumi.ComponentResource {
    /** Label `cluster` on the global cluster's own series. */
    public readonly clusterName: pulumi.Output<string>;
    /** Namespace of the release. */
    public readonly namespace: pulumi.Output<string>;
    /** Name of the Helm release. */
    public readonly releaseName: pulumi.Output<string>;
    /** URL that edges write to. */
    public readonly remoteWriteUrl: pulumi.Output<string>;
    /** Names of the edges that may write. */
    public readonly edges: pulumi.Output<string[]>;
    /** Names of the edges under maintenance. */
    public readonly mutedEdges: pulumi.Output<string[]>;
    /** How long an edge may be silent before it is missed, as a Prometheus duration. */
    public readonly edgeAbsentAfter: pulumi.Output<string>;
    /** What each of the `edges` writes with, by its name; a secret. None without a gateway. */
    public readonly edgeCredentials: pulumi.Output<Record<string, EdgeCredential> | undefined>;
    /** Version of the remote write protocol that is spoken here: `V2.0`, or `V1.0` where `enforceClusterLabel` is set and with the receiver `thanos`. */
    public readonly messageVersion: pulumi.Output<string>;
    /** Certificate of the authority that edges check the gateway against, in PEM format; none without `tls`, and where any system's authorities do. */
    public readonly caCertificate: pulumi.Output<string | undefined>;
    /** What takes the samples: `prometheus` or `thanos`. */
    public readonly receiver: pulumi.Output<string>;
    /** URL of the query API and user interface of Prometheus, or of Thanos: inside the cluster where a gateway is before it. */
    public readonly queryUrl: pulumi.Output<string>;
    /** URL of Grafana inside the cluster; none where `values` switch Grafana off. */
    public readonly grafanaUrl: pulumi.Output<string | undefined>;
    /** Password of Grafana's user `admin`; a secret. */
    public readonly grafanaAdminPassword: pulumi.Output<string>;

    /**
     * @param name Name of the component, and the prefix of its children's names in Pulumi's state.
     * @param args What differs from the defaults.
     * @param opts Pulumi's options; `provider` says which cluster.
     * @throws InputPropertiesError that lists every arg that is wrong, and what is right.
     */
    constructor(name: string, args: GlobalPrometheusArgs = {}, opts?: pulumi.ComponentResourceOptions) {
        // The inputs are in the state.
        super("multicluster-prometheus:index:GlobalPrometheus", name, withBucketAs(pulumi.secret, args), opts);
        checkKnownArgs(args, globalProblems, this);
        const withGateway = args.gateway ?? defaults.global.gateway;
        const names = releaseNames(args);
        const namespace = releaseNamespace(name, names, this);
        const inNamespace = { parent: this, dependsOn: namespace };
        const admin = grafanaAdmin(name, names, inNamespace);
        const receiver = args.receiver ?? defaults.global.receiver;
        const withThanos = receiver === Receiver.Thanos;
        const known = checkedArgs(withBucketAs(() => "[secret]", args), globalProblems, this);
        const values = pulumi.all([known, admin.values]).apply(([all, reference]) => globalValues(all, reference));
        const prerequisites = withThanos ? thanosPrerequisites(name, args, names, inNamespace) : [];
        const release = chartRelease(name, args, names, values, { parent: this, dependsOn: [namespace, admin.secret, ...prerequisites] });
        if (withThanos) {
            // The release brings the definition of its ServiceMonitors.
            thanosRelease(name, args, names, known, { parent: this, dependsOn: [release, ...prerequisites] });
        }
        if (!withoutGrafana(args.values)) {
            dashboards(name, names, values, inNamespace);
        }

        const credentials = edgeCredentials(name, withGateway ? (args.edges ?? []) : [], args.credentialVersions ?? {}, { parent: this });
        const certificate =
            args.tls && withGateway ? gatewayCertificate(name, args.tls, args.hostname, names, inNamespace) : undefined;
        const storage = { size: orDefault(args.relayStorageSize, defaults.global.relayStorageSize), className: args.storageClassName };
        const relayHosts = withGateway && args.enforceClusterLabel ? relays(name, args.edges ?? [], names, storage, inNamespace) : undefined;
        const upstream = relayHosts ? relayUpstream(relayHosts) : withThanos ? thanosUpstream(names, args.limits) : receiverUpstream(names);
        if (withGateway && (args.networkPolicy ?? defaults.global.networkPolicy)) {
            networkPolicies(name, names, upstream.kind, inNamespace);
        }
        const serviceType = orDefault(args.serviceType, defaults.global.serviceType);
        const nodePort = pulumi
            .all([serviceType, orDefault(args.nodePort, defaults.global.nodePort)])
            .apply(([type, port]) => (type === ServiceType.NodePort ? port : undefined));
        const service = withGateway
            ? gateway(name, { names, credentials, upstream, serviceType, nodePort, certificateSecret: certificate?.secretName }, inNamespace)
            : receiverService(name, names, release, { parent: this, dependsOn: release });
        const address = args.hostname ?? serviceAddress(service);
        const port = nodePort.apply((known) => known ?? (withGateway ? gatewayPorts.write : prometheusPort));
        const baseUrl = pulumi.all([address, port]).apply(([host, p]) => httpUrl(host, p, certificate ? "https" : "http"));
        // Without a gateway the address, which is known late, says nothing more.
        pulumi.all([serviceType, withGateway ? address : args.hostname]).apply(([type, host]) => {
            const warning = exposureWarning({ withGateway, withTls: certificate !== undefined, serviceType: type, host });
            return warning && pulumi.log.warn(warning, this);
        });

        this.clusterName = orDefault(args.clusterName, defaults.global.clusterName);
        this.namespace = names.namespace;
        this.releaseName = names.releaseName;
        this.remoteWriteUrl = baseUrl.apply(remoteWriteEndpoint);
        this.edges = pulumi.output(args.edges ?? []);
        this.mutedEdges = orDefault(args.mutedEdges, []);
        this.edgeAbsentAfter = orDefault(args.edgeAbsentAfter, defaults.global.edgeAbsentAfter);
        this.edgeCredentials = withGateway ? credentials.current : pulumi.output(undefined);
        this.messageVersion = pulumi.output(upstream.kind === "receiver" ? "V2.0" : "V1.0");
        this.caCertificate = certificate?.caCertificate ?? pulumi.output(undefined);
        this.receiver = pulumi.output(receiver);
        this.queryUrl = withThanos ? internalUrl(names, "thanos-query", thanosPorts.http) : withGateway ? receiverUrl(names) : baseUrl;
        this.grafanaUrl = pulumi
            .all([values, internalUrl(names, "grafana")])
            .apply(([{ grafana }, url]) => (grafana.enabled === false ? undefined : url));
        this.grafanaAdminPassword = admin.password;
        this.registerOutputs({
            clusterName: this.clusterName,
            namespace: this.namespace,
            releaseName: this.releaseName,
            remoteWriteUrl: this.remoteWriteUrl,
            edges: this.edges,
            mutedEdges: this.mutedEdges,
            edgeAbsentAfter: this.edgeAbsentAfter,
            edgeCredentials: this.edgeCredentials,
            messageVersion: this.messageVersion,
            caCertificate: this.caCertificate,
            receiver: this.receiver,
            queryUrl: this.queryUrl,
            grafanaUrl: this.grafanaUrl,
            grafanaAdminPassword: this.grafanaAdminPassword,
        });
    }
}
