import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { GlobalPrometheusArgs } from "./args";
import { thanosChart } from "./chart";
import { defaults } from "./defaults";
import { chartOrigin, orDefault, ReleaseNames } from "./release";
import { receiverUrl } from "./serviceAddress";
import { ObjectStorage } from "./thanosArgs";
import { limitsConfiguration } from "./values/limits";
import { fileSystemConfiguration, limitsFile, thanosName, thanosNames, thanosValues } from "./values/thanos";

/** The Secret that says where the blocks are kept, and the volume where that stands for a bucket; nothing where the Secret is the user's. */
function objectStorage(
    name: string,
    { configuration, fileSystem }: ObjectStorage,
    { className, names }: { className: pulumi.Input<string | undefined>; names: ReleaseNames },
    opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
    const metadata = { name: names.releaseName.apply((release) => thanosNames(release).objectStorage), namespace: names.namespace };
    const { secretKey, fileSystem: byDefault } = defaults.global.objectStorage;
    const secretOf = (text: pulumi.Input<string>) =>
        new kubernetes.core.v1.Secret(`${name}-object-storage`, { metadata, stringData: { [secretKey]: text } }, opts);
    if (configuration !== undefined) {
        return [secretOf(pulumi.secret(configuration))];
    }
    if (fileSystem === undefined) {
        return [];
    }
    const claim = new kubernetes.core.v1.PersistentVolumeClaim(
        `${name}-object-storage`,
        {
            // A class may wait for the first pod before it makes the volume.
            metadata: { ...metadata, annotations: { "pulumi.com/skipAwait": "true" } },
            spec: {
                accessModes: ["ReadWriteOnce"],
                storageClassName: className as pulumi.Input<string>,
                resources: { requests: { storage: fileSystem.storageSize ?? byDefault.storageSize } },
            },
        },
        opts,
    );
    return [claim, secretOf(fileSystemConfiguration)];
}

/** Args with another text in place of the bucket's configuration, which belongs neither into the state in clear nor into values. */
export function withBucketAs(text: (configuration: pulumi.Input<string>) => pulumi.Input<string>, args: GlobalPrometheusArgs): GlobalPrometheusArgs {
    const configuration = args.objectStorage?.configuration;
    return configuration === undefined ? args : { ...args, objectStorage: { ...args.objectStorage, configuration: text(configuration) } };
}

/** What the pods of Thanos and of the ruler need before they start. */
export function thanosPrerequisites(name: string, args: GlobalPrometheusArgs, names: ReleaseNames, opts: pulumi.CustomResourceOptions): pulumi.Resource[] {
    const limits = new kubernetes.core.v1.ConfigMap(
        `${name}-limits`,
        {
            metadata: { name: names.releaseName.apply((release) => thanosNames(release).limits), namespace: names.namespace },
            data: { [limitsFile]: pulumi
                    .all([args.limits, receiverUrl(names), orDefault(args.clusterName, defaults.global.clusterName)])
                    .apply(([known, url, clusterName]) => JSON.stringify(limitsConfiguration(known, url, clusterName))) },
        },
        opts,
    );
    return [limits, ...objectStorage(name, args.objectStorage ?? {}, { className: args.storageClassName, names }, opts)];
}

/** The release of the Thanos chart. */
export function thanosRelease(
    name: string,
    args: GlobalPrometheusArgs,
    names: ReleaseNames,
    known: pulumi.Output<pulumi.Unwrap<GlobalPrometheusArgs>>,
    opts: pulumi.CustomResourceOptions,
): kubernetes.helm.v3.Release {
    const { chart, chartVersion } = args.thanos ?? {};
    const origin = pulumi.output({ chart, chartVersion }).apply((reference) => chartOrigin(reference, thanosChart));
    return new kubernetes.helm.v3.Release(
        `${name}-thanos`,
        {
            name: names.releaseName.apply(thanosName),
            namespace: names.namespace,
            chart: origin.chart,
            version: origin.apply(({ version }) => version as string),
            values: known.apply(thanosValues),
            // Seconds; a first pull of all images takes minutes.
            timeout: 600,
        },
        opts,
    );
}
