import * as pulumi from "@pulumi/pulumi";
import { defaults } from "../defaults";
import { GlobalPrometheusArgs } from "../args";
import { Receiver } from "../thanosArgs";
import { alertmanagerValues } from "./alertmanager";
import { commonValues } from "./common";
import { fleetOf } from "./fleet/fleet";
import { gatewayValues } from "./gateway";
import { mergeValues, Values } from "./merge";
import { networkPolicyValues } from "./networkPolicy";
import { platformValues } from "./platform";
import { defaultRetentionSize } from "./retention";
import { ruleValues } from "./rules";
import { thanosStackValues } from "./thanosStack";

/** The Secret that holds Grafana's admin user, and its keys. */
export interface GrafanaAdmin {
    existingSecret: string;
    userKey: string;
    passwordKey: string;
}

/** Helm values of the global cluster: the receiver, its store, Alertmanager and Grafana. */
export function globalValues(args: pulumi.Unwrap<GlobalPrometheusArgs>, grafanaAdmin: GrafanaAdmin): Values {
    const clusterName = args.clusterName ?? defaults.global.clusterName;
    const role: Values = {
        grafana: {
            admin: grafanaAdmin,
            sidecar: { dashboards: { multicluster: { global: { enabled: true }, etcd: { enabled: true } } } },
        },
        prometheus: {
            prometheusSpec: {
                // External labels reach alerts only; the scrape class reaches the series that global scrapes itself.
                externalLabels: { cluster: clusterName },
                scrapeClasses: [
                    { name: "cluster", default: true, relabelings: [{ targetLabel: "cluster", replacement: clusterName }] },
                ],
                remoteWriteDashboards: true,
            },
        },
    };
    const fleet = fleetOf(args);
    const withThanos = args.receiver === Receiver.Thanos;
    return mergeValues(
        withThanos
            ? commonValues({ ...args, storageSize: undefined, resources: undefined }, defaults.edge)
            : commonValues(args, defaults.global),
        ruleValues(fleet, args.fleetAlerts ?? defaults.global.fleetAlerts),
        alertmanagerValues(args.alerting ?? {}, fleet.mutedEdges),
        role,
        withThanos ? thanosStackValues(args, clusterName) : receiverValues(args),
        accessValues(args),
        platformValues(args.platform),
        args.values ?? {},
    );
}

/** Prometheus as the receiver. */
function receiverValues(args: pulumi.Unwrap<GlobalPrometheusArgs>): Values {
    const retentionSize = args.retentionSize ?? defaultRetentionSize(args.storageSize ?? defaults.global.storageSize);
    return {
        prometheus: {
            prometheusSpec: {
                enableRemoteWriteReceiver: true,
                // Without it, what an edge sends late is refused with a 400, and an agent drops what gets a 400.
                tsdb: { outOfOrderTimeWindow: args.outageTolerance ?? defaults.outageTolerance },
                retention: args.retention ?? defaults.global.retention,
                retentionSize,
                ruleSelectorNilUsesHelmValues: false,
            },
        },
    };
}

/** Who reaches Prometheus, and how. */
function accessValues(args: pulumi.Unwrap<GlobalPrometheusArgs>): Values {
    const releaseName = args.releaseName ?? defaults.releaseName;
    if (args.gateway ?? defaults.global.gateway) {
        const withRelay = args.enforceClusterLabel ?? defaults.global.enforceClusterLabel;
        const upstream = withRelay ? "relay" : args.receiver === Receiver.Thanos ? "thanos" : "receiver";
        const policy = (args.networkPolicy ?? defaults.global.networkPolicy) ? networkPolicyValues(releaseName, upstream) : {};
        return mergeValues(gatewayValues(releaseName, withRelay, args.tls !== undefined), policy);
    }
    const type = args.serviceType ?? defaults.global.serviceType;
    const nodePort = type === "NodePort" ? { nodePort: args.nodePort ?? defaults.global.nodePort } : {};
    return { prometheus: { service: { type, ...nodePort } } };
}
