import * as pulumi from "@pulumi/pulumi";
import { GlobalPrometheusArgs } from "../args";
import { defaults } from "../defaults";
import { mergeValues, Values } from "./merge";

/** Ports of Thanos' pods: what edges write, queries and metrics, and the API between the pods. */
export const thanosPorts = { write: 19291, http: 10902, grpc: 10901 } as const;

/** The header that says whose samples a request has. */
export const tenantHeader = "THANOS-TENANT";

/** Copies of each series: a quorum of two is left where one ingester fails. */
export const replicationFactor = 3;

/** Label by which Query tells the ruler's replicas apart: the operator's name for it. */
const rulerReplicaLabel = "thanos_ruler_replica";

/** Where the volume that stands for a bucket is mounted. */
const objectStorageFolder = "/var/thanos/objects";

const limitsFolder = "/etc/thanos-limits";

/** File of the limits, in its ConfigMap and in the routers. */
export const limitsFile = "limits.yaml";

/** Name of the Thanos release, and the prefix of its objects' names. */
export const thanosName = (releaseName: string) => `${releaseName}-thanos`;

/** Labels that select the pods of the Thanos release, all or those of one component. */
export const thanosLabels = (releaseName: string, component?: string): Record<string, string> => ({
    "app.kubernetes.io/name": "thanos",
    "app.kubernetes.io/instance": thanosName(releaseName),
    ...(component !== undefined && { "app.kubernetes.io/component": component }),
});

/** Labels that select the pods of the ruler, which the operator makes. */
export const rulerLabels: Record<string, string> = { "app.kubernetes.io/name": "thanos-ruler" };

/** Names of what is made for Thanos beside its release. */
export const thanosNames = (releaseName: string) => ({
    objectStorage: `${thanosName(releaseName)}-object-storage`,
    limits: `${thanosName(releaseName)}-limits`,
});

/** The Secret and its key that say where the blocks are kept. */
export function objectStorageReference({ objectStorage, releaseName }: pulumi.Unwrap<GlobalPrometheusArgs>): { name: string; key: string } {
    return {
        name: objectStorage?.secretName ?? thanosNames(releaseName ?? defaults.releaseName).objectStorage,
        key: objectStorage?.secretKey ?? defaults.global.objectStorage.secretKey,
    };
}

/** Thanos' configuration of the volume that stands for a bucket: https://thanos.io/tip/thanos/storage.md/#filesystem */
export const fileSystemConfiguration = JSON.stringify({ type: "FILESYSTEM", config: { directory: objectStorageFolder } });

/** Who Thanos' pods run as: of a volume that many mount, all must be the same. */
export const podUser = { runAsNonRoot: true, runAsUser: 65534, runAsGroup: 65532, fsGroup: 65534, seccompProfile: { type: "RuntimeDefault" } };

/** Volumes and mounts of a pod that reads or writes blocks, where a volume stands for the bucket. */
export function fileSystemVolumes({ objectStorage, releaseName }: pulumi.Unwrap<GlobalPrometheusArgs>): { volumes: Values[]; mounts: Values[] } {
    if (objectStorage?.fileSystem === undefined) {
        return { volumes: [], mounts: [] };
    }
    const claimName = thanosNames(releaseName ?? defaults.releaseName).objectStorage;
    return {
        volumes: [{ name: "object-storage", persistentVolumeClaim: { claimName } }],
        mounts: [{ name: "object-storage", mountPath: objectStorageFolder }],
    };
}

/** Helm values of the Thanos release: https://github.com/stevehipwell/helm-charts/blob/main/charts/thanos/values.yaml */
export function thanosValues(args: pulumi.Unwrap<GlobalPrometheusArgs>): Values {
    const releaseName = args.releaseName ?? defaults.releaseName;
    const namespace = args.namespace ?? defaults.namespace;
    const { name, key } = objectStorageReference(args);
    const retention = args.retention ?? defaults.global.retention;
    const { volumes, mounts } = fileSystemVolumes(args);
    const objects = { extraVolumes: volumes, extraVolumeMounts: mounts };
    // Without a class of ours the cluster's default is meant, and not the chart's.
    const volume = (more: Values = {}) => ({ persistence: { enabled: true, storageClass: args.storageClassName ?? null, ...more } });
    const replicas = (count: number) => ({ replicas: count, podDisruptionBudget: { enabled: true, maxUnavailable: 1 } });
    const values: Values = {
        fullnameOverride: thanosName(releaseName),
        objstoreConfig: { create: false, name, key },
        serviceMonitor: { enabled: true },
        autoGomemlimit: { enabled: true },
        additionalReplicaLabels: ["prometheus_replica", rulerReplicaLabel],
        additionalEndpoints: [`dnssrv+_grpc._tcp.thanos-ruler-operated.${namespace}.svc.cluster.local`],
        query: replicas(2),
        receive: {
            enabled: true,
            replicationFactor,
            ingestor: {
                ...replicas(args.thanos?.ingesters ?? defaults.global.thanos.ingesters),
                ...objects,
                ...volume({ size: args.storageSize ?? defaults.global.storageSize }),
                resources: args.resources ?? defaults.global.resources,
                // Seconds. One that ends makes a block of what it has and uploads it; 30 s, as by default, would end that half done.
                terminationGracePeriodSeconds: 900,
                extraArgs: [
                    // The tenant is the edge, and replaces what its samples claim to be.
                    "--receive.tenant-label-name=cluster",
                    // Without it, what an edge sends late is refused, and an agent drops it.
                    `--tsdb.out-of-order.time-window=${args.outageTolerance ?? defaults.outageTolerance}`,
                    // As Prometheus does; without it one wrong clock keeps all other samples out.
                    "--tsdb.too-far-in-future.time-window=10m",
                ],
            },
            router: {
                ...replicas(2),
                extraVolumes: [{ name: "limits", configMap: { name: thanosNames(releaseName).limits } }],
                extraVolumeMounts: [{ name: "limits", mountPath: limitsFolder, readOnly: true }],
                extraArgs: [
                    "--receive.hashrings-algorithm=ketama",
                    `--receive.limits-config-file=${limitsFolder}/${limitsFile}`,
                    // Under the 30 s that an agent waits: what busy ingesters need longer for than the 5 s of Thanos would only be sent again.
                    "--receive-forward-timeout=20s",
                ],
            },
        },
        storeGateway: { enabled: true, ...replicas(2), ...objects, ...volume() },
        compact: {
            enabled: true,
            ...objects,
            ...volume(),
            extraArgs: ["raw", "5m", "1h"].map((resolution) => `--retention.resolution-${resolution}=${retention}`),
        },
    };
    return mergeValues(values, args.thanos?.values ?? {});
}
