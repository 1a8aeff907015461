import * as pulumi from "@pulumi/pulumi";
import { Alerting } from "./alertingArgs";
import { RemoteWriteAuth } from "./remoteWriteAuth";
import { Limits, ObjectStorage, Receiver, ThanosArgs } from "./thanosArgs";

/** CPU and memory of a container, as Kubernetes writes them: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/ */
export interface ResourceRequirements {
    /** What the scheduler reserves: `cpu` and `memory` as Kubernetes quantities, such as `500m` and `2Gi`. */
    requests?: pulumi.Input<Record<string, pulumi.Input<string>>>;
    /** What the container may not exceed: `cpu` and `memory` as Kubernetes quantities. */
    limits?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** Whose managed control plane a cluster has. */
export const Platform = {
    /** Amazon Elastic Kubernetes Service. */
    EKS: "EKS",
    /** Google Kubernetes Engine. */
    GKE: "GKE",
    /** Azure Kubernetes Service. */
    AKS: "AKS",
} as const;
/** Whose managed control plane a cluster has. */
export type Platform = (typeof Platform)[keyof typeof Platform];

/** What GlobalPrometheus and EdgePrometheus share: the release of the kube-prometheus-stack chart, and the Prometheus in it. */
export interface ReleaseArgs {
    /** Namespace that is made for the release. Its Pod Security level is `privileged`, since node-exporter reads the host. Defaults to `monitoring`. */
    namespace?: pulumi.Input<string>;
    /** Name of the Helm release, and the prefix of its objects' names: a DNS label of at most 26 characters. Defaults to `kube-prometheus-stack`. */
    releaseName?: pulumi.Input<string>;
    /** Name of the chart in `chartRepository`, an `oci://` reference, or the path of a chart's folder or archive. Defaults to `kube-prometheus-stack`. */
    chart?: pulumi.Input<string>;
    /** Version of the chart. Not for a path, which has one of its own. Defaults to the version that this package was tested with, `88.5.3`. */
    chartVersion?: pulumi.Input<string>;
    /** URL of the Helm repository that holds the chart. Defaults to `https://prometheus-community.github.io/helm-charts`. */
    chartRepository?: pulumi.Input<string>;
    /** Whether a job brings the operator's custom resource definitions to the chart's version before each upgrade, which Helm alone never does (the chart's `crds.upgradeJob`). Its images are `busybox` and `registry.k8s.io/kubectl`. Defaults to `true`. */
    upgradeCrds?: pulumi.Input<boolean>;
    /** Whose managed control plane the cluster has, `EKS`, `GKE` or `AKS`: what that lets nobody scrape is not scraped (docs/platforms.md). Each cluster of a fleet may have another. Defaults to none: all that the chart looks for is scraped. */
    platform?: pulumi.Input<Platform>;
    /** Helm values, merged last over all others: maps are merged key by key, lists are replaced, `null` removes a default of the chart. No secrets: name a Kubernetes Secret instead. Defaults to none. https://github.com/prometheus-community/helm-charts/blob/main/charts/kube-prometheus-stack/values.yaml */
    values?: pulumi.Input<Record<string, any>>;
    /** Time between two scrapes of a target, as a Prometheus duration such as `30s`. Defaults to `30s`. */
    scrapeInterval?: pulumi.Input<string>;
    /** Size of Prometheus' volume, or of each ingester's with the receiver `thanos`, as a Kubernetes quantity. Defaults to `50Gi` for a global cluster and `10Gi` for an edge. */
    storageSize?: pulumi.Input<string>;
    /** Storage class of the volumes. Defaults to the cluster's default class. */
    storageClassName?: pulumi.Input<string>;
    /** CPU and memory of the Prometheus container, or of each ingester's with the receiver `thanos`. Defaults to requests of `500m` and `2Gi` for a global cluster, `100m` and `256Mi` for an edge, without limits. */
    resources?: pulumi.Input<ResourceRequirements>;
    /** How long an edge may be cut off from the global Prometheus and lose no sample, as a Prometheus duration. Give global and edges the same. Defaults to `8h`. */
    outageTolerance?: pulumi.Input<string>;
}

/** How the receiver's Service is published: https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types */
export const ServiceType = {
    /** Inside of the cluster only. */
    ClusterIP: "ClusterIP",
    /** On a port of each node. */
    NodePort: "NodePort",
    /** At an address that the cloud gives. */
    LoadBalancer: "LoadBalancer",
} as const;
/** How the receiver's Service is published. */
export type ServiceType = (typeof ServiceType)[keyof typeof ServiceType];

/** Args of GlobalPrometheus. */
export interface GlobalPrometheusArgs extends ReleaseArgs {
    /** Label `cluster` on the series of the global cluster itself: a DNS label of at most 63 characters, and no edge's name. Defaults to `global`. */
    clusterName?: pulumi.Input<string>;
    /** What takes the samples: `prometheus`, or `thanos` where one Prometheus is too small (docs/scaling.md). Defaults to `prometheus`. */
    receiver?: Receiver;
    /** Where the receiver `thanos` keeps its blocks; required for it. */
    objectStorage?: ObjectStorage;
    /** What each edge may write at most to the receiver `thanos`. Defaults to what each of its properties says. */
    limits?: Limits;
    /** The Thanos chart, and how many ingesters, of the receiver `thanos`. */
    thanos?: ThanosArgs;
    /** How long samples are kept, as a Prometheus duration. Defaults to `10d`. */
    retention?: pulumi.Input<string>;
    /** Size that the stored samples may reach before the oldest are removed, in the operator's spelling, such as `40GiB`. Defaults to 80 % of `storageSize`. */
    retentionSize?: pulumi.Input<string>;
    /** Names of the edges that may write, each a DNS label; each gets a password of its own, in the output `edgeCredentials`. Defaults to none. */
    edges?: string[];
    /** Version of an edge's password by the edge's name: a higher number makes a new one, and the gateway takes it and the one before it. Defaults to `1` for each edge. */
    credentialVersions?: Record<string, number>;
    /** Whether a gateway asks edges for their credentials and lets them do nothing but write. Without it, whoever reaches the Service can write, query and stop Prometheus. Defaults to `true`. */
    gateway?: boolean;
    /** Whether what an edge writes lands with the edge's own name as `cluster`, whatever it claims. A relay for each edge sets it, which takes samples before they are stored. Edges that run already must speak remote write 1.0 before it is switched on: docs/gateway.md. Defaults to `false`. */
    enforceClusterLabel?: boolean;
    /** Size of the volume on which each edge's relay (`enforceClusterLabel`) keeps what the receiver has not taken yet, as a Kubernetes quantity. A change makes the volumes anew: what waits on them is lost. Defaults to `1Gi`. */
    relayStorageSize?: pulumi.Input<string>;
    /** Certificate of the gateway. Defaults to none: plain HTTP. */
    tls?: GatewayTls;
    /** Whether NetworkPolicies let only the gateway, Grafana, the operator and Prometheus itself reach Prometheus' port, and keep all but Prometheus from the gateway's metrics. Defaults to `true` with a gateway; none are made without. */
    networkPolicy?: boolean;
    /** Host name or IP address where edges reach this cluster, without scheme or port. Defaults to the address that the Service of type `LoadBalancer` is given; with `NodePort` and with `tls` it must be set. */
    hostname?: pulumi.Input<string>;
    /** Type of the gateway's Service, or of Prometheus' where there is no gateway. Defaults to `LoadBalancer`. */
    serviceType?: pulumi.Input<ServiceType>;
    /** Port on each node where a Service of type `NodePort` is reached. Defaults to `30090`. */
    nodePort?: pulumi.Input<number>;
    /** Whether the rules in docs/alerts.md watch the edges, their queues, the receiver and the gateway. Defaults to `true`. */
    fleetAlerts?: pulumi.Input<boolean>;
    /** Time without a sample of an edge after which `EdgeMetricsAbsent` is raised, as a Prometheus duration of at least a minute. Defaults to `5m`. */
    edgeAbsentAfter?: pulumi.Input<string>;
    /** Edges under maintenance, of those in `edges`: their absence is no alert, and no other alert of theirs is sent to anyone. Defaults to none. */
    mutedEdges?: string[];
    /** Who is told of alerts. Defaults to nobody. */
    alerting?: Alerting;
    /** URL of the folder with the runbooks that this project's alerts link to. Defaults to `docs/runbooks`, their place in this project: a path, not a link. */
    runbooksUrl?: pulumi.Input<string>;
}

/** Certificate of the gateway: exactly one of a Secret and an issuer. */
export interface GatewayTls {
    /** Secret of type `kubernetes.io/tls` in the release's namespace, with the keys `tls.crt` and `tls.key`. */
    secretName?: pulumi.Input<string>;
    /** Issuer of cert-manager that makes the certificate, for `hostname`: https://cert-manager.io/docs/usage/certificate/ */
    issuerRef?: IssuerRef;
    /** Certificate of the authority that edges check the gateway against, in PEM format. Defaults to the Secret's `ca.crt`; where that has none, edges use their system's authorities. */
    caCertificate?: pulumi.Input<string>;
}

/** An issuer of cert-manager. */
export interface IssuerRef {
    /** Name of the issuer. */
    name: pulumi.Input<string>;
    /** `Issuer` or `ClusterIssuer`. Defaults to `Issuer`. */
    kind?: pulumi.Input<string>;
    /** API group of an external issuer. Defaults to `cert-manager.io`. */
    group?: pulumi.Input<string>;
}

/** What an edge writes with. */
export interface EdgeCredential {
    /** User name: the edge's name. */
    username: string;
    /** Password; a secret. */
    password: string;
}

/** How the agent's queue to a destination sends, in the operator's spelling: https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.QueueConfig */
export interface QueueConfig {
    /** Samples that a shard buffers before reading of the write-ahead log waits. Defaults to Prometheus' `10000`. */
    capacity?: pulumi.Input<number>;
    /** Shards, that is parallel connections, to start with. Defaults to Prometheus' `1`. */
    minShards?: pulumi.Input<number>;
    /** Shards at most. Defaults to `10`, so that a fleet that returns after an outage does not flood the receiver. */
    maxShards?: pulumi.Input<number>;
    /** Samples in one request at most. Defaults to Prometheus' `2000`. */
    maxSamplesPerSend?: pulumi.Input<number>;
    /** How long a sample waits at most for its request to fill, as a Prometheus duration. Defaults to Prometheus' `5s`. */
    batchSendDeadline?: pulumi.Input<string>;
    /** First pause before a failed request is sent again, as a Prometheus duration. Defaults to Prometheus' `30ms`. */
    minBackoff?: pulumi.Input<string>;
    /** Longest pause before a failed request is sent again, and before a full queue is looked at again, as a Prometheus duration. Defaults to `5s`. */
    maxBackoff?: pulumi.Input<string>;
    /** Whether a request that is refused with a 429 is sent again; else its samples are dropped. Defaults to `true`. */
    retryOnRateLimit?: pulumi.Input<boolean>;
    /** Age from which samples are dropped instead of sent, as a Prometheus duration. Defaults to `outageTolerance`. */
    sampleAgeLimit?: pulumi.Input<string>;
}

/** A relabeling rule, in the operator's spelling: https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.RelabelConfig */
export interface RelabelConfig {
    /** Labels whose values are joined and matched against `regex`. */
    sourceLabels?: pulumi.Input<pulumi.Input<string>[]>;
    /** Text between the joined values. Defaults to `;`. */
    separator?: pulumi.Input<string>;
    /** Label that gets the `replacement`. */
    targetLabel?: pulumi.Input<string>;
    /** Anchored RE2 expression. Defaults to `(.*)`. */
    regex?: pulumi.Input<string>;
    /** Modulus of the hash of the source labels' values, for the action `hashmod`. */
    modulus?: pulumi.Input<number>;
    /** New value, with `$1` and its like for the expression's groups. Defaults to `$1`. */
    replacement?: pulumi.Input<string>;
    /** What to do where `regex` matches, such as `keep`, `drop`, `replace` or `labeldrop`. Defaults to `replace`. */
    action?: pulumi.Input<string>;
}

/** Args of EdgePrometheus. */
export interface EdgePrometheusArgs extends ReleaseArgs {
    /** Label `cluster` on each series of this edge: a DNS label of at most 63 characters, unique in the fleet. */
    clusterName: pulumi.Input<string>;
    /** Where to write: the global cluster's `remoteWriteUrl`, or any other remote write endpoint, such as `https://mimir.example.com/api/v1/push`. */
    remoteWriteUrl: pulumi.Input<string>;
    /** How the agent proves who it is to `remoteWriteUrl`, and checks who answers. Defaults to nothing. */
    remoteWriteAuth?: RemoteWriteAuth;
    /** Version of the remote write protocol, `V1.0` or `V2.0`, which sends less for the same samples. Defaults to the receiver's own with `globalStack`, else to `V1.0`. */
    messageVersion?: pulumi.Input<string>;
    /** How the agent's queue to `remoteWriteUrl` sends. A change starts the queue anew: what waits to be sent is lost. Defaults to what each of its properties says. */
    queueConfig?: pulumi.Input<QueueConfig>;
    /** Rules for what is written to `remoteWriteUrl`, and how it is labelled; the label `cluster` is set after them. Defaults to none. */
    writeRelabelConfigs?: pulumi.Input<pulumi.Input<RelabelConfig>[]>;
    /** Further destinations by name, each an entry of the operator's `remoteWrite`: https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.RemoteWriteSpec. No secrets: name a Kubernetes Secret instead. Defaults to none. */
    additionalRemoteWrite?: pulumi.Input<Record<string, any>>;
    /** How many agents scrape and write the same, so that one may fail. More than one needs a receiver that merges what they write (`receiverDeduplicates`). Defaults to `1`. */
    replicas?: pulumi.Input<number>;
    /** Whether the receiver merges what two replicas write, told apart by the label `prometheus_replica`. Defaults to what the global stack says with `globalStack`, else to `false`. */
    receiverDeduplicates?: pulumi.Input<boolean>;
    /** Whether pods annotated `prometheus.io/scrape: "true"` are scraped, at their `prometheus.io/port`, `prometheus.io/path` and `prometheus.io/scheme`. Defaults to `true`. */
    annotationDiscovery?: pulumi.Input<boolean>;
}
