import * as pulumi from "@pulumi/pulumi";
import { ReleaseArgs } from "../args";
import { defaults } from "../defaults";
import { Values } from "./merge";

/** What both roles set, and the defaults that differ between them. */
export interface RoleDefaults {
    storageSize: string;
    resources: Values;
}

/** Helm values that both roles share. */
export function commonValues(args: pulumi.Unwrap<ReleaseArgs>, role: RoleDefaults): Values {
    const namespace = args.namespace ?? defaults.namespace;
    return {
        fullnameOverride: args.releaseName ?? defaults.releaseName,
        crds: { upgradeJob: { enabled: args.upgradeCrds ?? defaults.upgradeCrds } },
        // The operator makes the kubelets' Service itself: in the release's namespace it goes when that goes.
        kubelet: { namespace },
        prometheusOperator: { kubeletService: { namespace } },
        prometheus: {
            // The config reloader's port has no place beside Prometheus' own.
            service: { reloaderWebPort: 0 },
            prometheusSpec: {
                scrapeInterval: args.scrapeInterval ?? defaults.scrapeInterval,
                resources: args.resources ?? role.resources,
                storageSpec: {
                    volumeClaimTemplate: {
                        spec: {
                            accessModes: ["ReadWriteOnce"],
                            ...(args.storageClassName === undefined ? {} : { storageClassName: args.storageClassName }),
                            resources: { requests: { storage: args.storageSize ?? role.storageSize } },
                        },
                    },
                },
                // Monitors of any release are selected, not only the chart's own.
                serviceMonitorSelectorNilUsesHelmValues: false,
                podMonitorSelectorNilUsesHelmValues: false,
                probeSelectorNilUsesHelmValues: false,
                scrapeConfigSelectorNilUsesHelmValues: false,
            },
        },
    };
}
