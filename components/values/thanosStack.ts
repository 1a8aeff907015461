import * as pulumi from "@pulumi/pulumi";
import { GlobalPrometheusArgs } from "../args";
import { defaults } from "../defaults";
import { serviceHost } from "../endpoint";
import { localRule, otherRules } from "./localRule";
import { Values } from "./merge";
import { defaultRetentionSize } from "./retention";
import { fileSystemVolumes, objectStorageReference, podUser, tenantHeader, thanosPorts } from "./thanos";

/** How long Prometheus keeps what it has written to Thanos already. */
const localRetention = "2d";

const host = (args: pulumi.Unwrap<GlobalPrometheusArgs>, service: string) =>
    serviceHost(`${args.releaseName ?? defaults.releaseName}-${service}`, args.namespace ?? defaults.namespace);

/** Host and port of Thanos Query. */
const queryEndpoint = (args: pulumi.Unwrap<GlobalPrometheusArgs>) => `${host(args, "thanos-query")}:${thanosPorts.http}`;

/**
 * Helm values of kube-prometheus-stack beside Thanos: Prometheus scrapes the global cluster, writes to Thanos as an edge
 * does, and watches over Thanos; all other rules are evaluated by a ruler, over the series of all clusters.
 */
export function thanosStackValues(args: pulumi.Unwrap<GlobalPrometheusArgs>, clusterName: string): Values {
    const { volumes, mounts } = fileSystemVolumes(args);
    return {
        grafana: { sidecar: { datasources: { url: `http://${queryEndpoint(args)}/` } } },
        prometheus: {
            prometheusSpec: {
                retention: localRetention,
                retentionSize: defaultRetentionSize(defaults.edge.storageSize),
                ruleSelector: { matchLabels: localRule },
                remoteWrite: [
                    {
                        name: "thanos",
                        url: `http://${host(args, "thanos-receive-router")}:${thanosPorts.write}/api/v1/receive`,
                        headers: { [tenantHeader]: clusterName },
                        queueConfig: { retryOnRateLimit: true },
                    },
                ],
            },
        },
        thanosRuler: {
            enabled: true,
            thanosRulerSpec: {
                queryEndpoints: [queryEndpoint(args)],
                alertmanagersUrl: [`http://${host(args, "alertmanager")}:9093`],
                ruleSelector: otherRules,
                objectStorageConfig: { existingSecret: objectStorageReference(args) },
                storage: {
                    volumeClaimTemplate: {
                        spec: {
                            accessModes: ["ReadWriteOnce"],
                            ...(args.storageClassName === undefined ? {} : { storageClassName: args.storageClassName }),
                            resources: { requests: { storage: defaults.edge.storageSize } },
                        },
                    },
                },
                securityContext: podUser,
                volumes,
                volumeMounts: mounts,
            },
        },
    };
}
