import * as pulumi from "@pulumi/pulumi";

/** What takes the samples that edges write. */
export const Receiver = {
    /** One Prometheus, up to some million series. */
    Prometheus: "prometheus",
    /** Thanos Receive, whose ingesters share the series and keep three copies of each: https://thanos.io/tip/components/receive.md/ */
    Thanos: "thanos",
} as const;
/** What takes the samples that edges write. */
export type Receiver = (typeof Receiver)[keyof typeof Receiver];

/** Where Thanos keeps its blocks: exactly one of a bucket's configuration, a Secret that holds it, and a volume for trying it. */
export interface ObjectStorage {
    /** Thanos' configuration of the bucket, of S3, GCS, Azure or another, as YAML; a secret: https://thanos.io/tip/thanos/storage.md/ */
    configuration?: pulumi.Input<string>;
    /** Secret in the release's namespace that holds it. */
    secretName?: pulumi.Input<string>;
    /** Key of the Secret that holds it. Defaults to `objstore.yml`. */
    secretKey?: pulumi.Input<string>;
    /** A volume in place of a bucket, for trying Thanos on one node. */
    fileSystem?: FileSystemStorage;
}

/** A volume that stands for a bucket. All pods that use it must run on one node, unless its class can be mounted by many. */
export interface FileSystemStorage {
    /** Size of the volume, as a Kubernetes quantity. Defaults to `10Gi`. */
    storageSize?: pulumi.Input<string>;
}

/** What one edge may write at most. Over `series` and `concurrentRequests` it gets a 429, which its agent sends again. */
export interface WriteLimits {
    /** Active series. Defaults to `1000000`. */
    series?: pulumi.Input<number>;
    /** Size of one compressed request, as a Kubernetes quantity; a larger one gets a 413, and its samples are lost. Defaults to `4Mi`. */
    requestSize?: pulumi.Input<string>;
    /** Requests at once, at each pod of the gateway. Defaults to `50`. */
    concurrentRequests?: pulumi.Input<number>;
}

/** What each edge may write at most, and those of other limits. */
export interface Limits extends WriteLimits {
    /** Other limits by the edge's name. Defaults to none. */
    edges?: Record<string, WriteLimits>;
}

/** The release of the Thanos chart. */
export interface ThanosArgs {
    /** How many ingesters share the series, at least three. Defaults to `3`. */
    ingesters?: pulumi.Input<number>;
    /** An `oci://` reference, or the path of the chart's folder or archive. Defaults to `oci://ghcr.io/stevehipwell/helm-charts/thanos`. */
    chart?: pulumi.Input<string>;
    /** Version of the chart. Not for a path, which has one of its own. Defaults to the version that this package was tested with, `1.24.1`. */
    chartVersion?: pulumi.Input<string>;
    /** Helm values, merged last over all others. No secrets: name a Kubernetes Secret instead. Defaults to none. https://github.com/stevehipwell/helm-charts/blob/main/charts/thanos/values.yaml */
    values?: pulumi.Input<Record<string, any>>;
}
