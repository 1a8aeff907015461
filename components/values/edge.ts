import * as pulumi from "@pulumi/pulumi";
import { defaults } from "../defaults";
import { EdgePrometheusArgs } from "../args";
import { formatDuration, parseDuration } from "../units";
import { commonValues } from "./common";
import { annotationDiscoveryJob } from "./discovery";
import { mergeValues, Values } from "./merge";
import { platformValues } from "./platform";
import { additionalRemoteWrites, globalRemoteWrite, walTruncateFrequency } from "./remoteWrite";

/** Seconds within which the kubelet renews what it says of each container, and its time with it. */
const containerSeconds = 30;

/**
 * How often containers are scraped. An agent takes a time that it has seen for one out of order, with a warning and an alert,
 * where a Prometheus passes over it; the chart's 10 s see each time two or three times.
 */
function containerInterval(scrapeInterval: string): string {
    return formatDuration(Math.max(parseDuration(scrapeInterval) ?? 0, containerSeconds));
}

/**
 * Helm values of an edge cluster: a Prometheus agent, and nothing that an agent has no use for.
 * `auth` is what of its `remoteWrite` entry names Secrets.
 */
export function edgeValues(args: pulumi.Unwrap<Omit<EdgePrometheusArgs, "remoteWriteAuth">>, auth: Values = {}): Values {
    const outageTolerance = args.outageTolerance ?? defaults.outageTolerance;
    const discover = args.annotationDiscovery ?? defaults.edge.annotationDiscovery;
    const role: Values = {
        // Rules are evaluated, alerts sent and dashboards shown by the global cluster.
        defaultRules: { create: false },
        alertmanager: { enabled: false },
        kubelet: { serviceMonitor: { cAdvisorInterval: containerInterval(args.scrapeInterval ?? defaults.scrapeInterval) } },
        grafana: { enabled: false },
        // Without rules the operator's admission webhooks have nothing to check, and its certificate serves no one.
        prometheusOperator: { admissionWebhooks: { enabled: false }, tls: { enabled: false } },
        prometheus: {
            agentMode: true,
            prometheusSpec: {
                // Each of them adds a label prometheus_replica of its own.
                replicas: args.replicas ?? defaults.edge.replicas,
                externalLabels: { cluster: args.clusterName },
                remoteWrite: [globalRemoteWrite(args, auth)],
                additionalRemoteWrite: additionalRemoteWrites(args.additionalRemoteWrite ?? {}),
                additionalScrapeConfigs: discover ? [annotationDiscoveryJob()] : [],
                additionalArgs: [
                    { name: "storage.agent.wal-truncate-frequency", value: walTruncateFrequency(outageTolerance) },
                ],
            },
        },
    };
    return mergeValues(commonValues(args, defaults.edge), role, platformValues(args.platform), args.values ?? {});
}
