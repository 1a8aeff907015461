import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { GlobalPrometheusArgs, ServiceType } from "./args";
import { defaults } from "./defaults";
import { httpUrl, ingressHost, remoteWriteEndpoint, serviceHost } from "./endpoint";
import { grafanaAdmin } from "./grafanaAdmin";
import { chartRelease, orDefault, ReleaseNames, releaseNames, releaseNamespace } from "./release";
import { checkedArgs } from "./validation/checkedArgs";
import { globalProblems } from "./validation/global";
import { globalValues } from "./values/global";

const prometheusPort = 9090;

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
    /** URL of Prometheus' query API and user interface. */
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
        super("multicluster-prometheus:index:GlobalPrometheus", name, args, opts);
        const checked = checkedArgs(args, globalProblems, this);
        const names = releaseNames(args);
        const namespace = releaseNamespace(name, names, this);
        const admin = grafanaAdmin(name, names, { parent: this, dependsOn: namespace });
        const values = pulumi.all([checked, admin.values]).apply(([known, reference]) => globalValues(known, reference));
        const release = chartRelease(name, args, names, values, { parent: this, dependsOn: [namespace, admin.secret] });

        const serviceType = orDefault(args.serviceType, defaults.global.serviceType);
        const port = pulumi
            .all([serviceType, orDefault(args.nodePort, defaults.global.nodePort)])
            .apply(([type, nodePort]) => (type === ServiceType.NodePort ? nodePort : prometheusPort));
        const host = args.hostname ?? receiverHost(name, names, release, this);
        serviceType.apply((type) => warnIfOpen(type, this));

        this.clusterName = orDefault(args.clusterName, defaults.global.clusterName);
        this.namespace = names.namespace;
        this.releaseName = names.releaseName;
        this.queryUrl = pulumi.all([host, port]).apply(([h, p]) => httpUrl(h, p));
        this.remoteWriteUrl = this.queryUrl.apply(remoteWriteEndpoint);
        this.grafanaUrl = pulumi
            .all([values, names.releaseName, names.namespace])
            .apply(([{ grafana }, releaseName, ns]) =>
                grafana.enabled === false ? undefined : `http://${serviceHost(`${releaseName}-grafana`, ns)}`,
            );
        this.grafanaAdminPassword = admin.password;
        this.registerOutputs({
            clusterName: this.clusterName,
            namespace: this.namespace,
            releaseName: this.releaseName,
            remoteWriteUrl: this.remoteWriteUrl,
            queryUrl: this.queryUrl,
            grafanaUrl: this.grafanaUrl,
            grafanaAdminPassword: this.grafanaAdminPassword,
        });
    }
}

/** Where the receiver's Service is reached: the address that a load balancer gave it, else its name inside the cluster. */
function receiverHost(
    name: string,
    names: ReleaseNames,
    release: kubernetes.helm.v3.Release,
    parent: pulumi.Resource,
): pulumi.Output<string> {
    // The release's id makes the read wait until the Service is there.
    const id = pulumi
        .all([names.namespace, names.releaseName, release.id])
        .apply(([namespace, releaseName]) => `${namespace}/${releaseName}-prometheus`);
    const service = kubernetes.core.v1.Service.get(`${name}-receiver`, id, { parent, dependsOn: release });
    return pulumi
        .all([service.status, names.namespace, names.releaseName])
        .apply(
            ([status, namespace, releaseName]) =>
                ingressHost(status?.loadBalancer?.ingress) ?? serviceHost(`${releaseName}-prometheus`, namespace),
        );
}

function warnIfOpen(serviceType: ServiceType, resource: pulumi.Resource): void {
    if (serviceType !== ServiceType.ClusterIP) {
        void pulumi.log.warn(
            `The receiver is open to whoever reaches its Service of type ${serviceType}: nothing asks for a credential before a write, ` +
                "a query or a shutdown. Keep it in a private network, or set serviceType to ClusterIP and put an authenticating proxy before it.",
            resource,
        );
    }
}
