import * as pulumi from "@pulumi/pulumi";
import { defaults } from "../defaults";
import { EdgePrometheusArgs } from "../args";
import { formatDuration, parseDuration } from "../units";
import { Values } from "./merge";

/**
 * How long the agent keeps its write-ahead log before it cuts it. A cut keeps the newest third of the log's segments,
 * in the worst case half a period's samples, and what it removes unsent is lost without a count: so twice the tolerance.
 * https://github.com/prometheus/prometheus/blob/v3.14.0/tsdb/agent/db.go
 */
export function walTruncateFrequency(outageTolerance: string): string {
    const seconds = parseDuration(outageTolerance);
    return seconds === undefined ? outageTolerance : formatDuration(2 * seconds);
}

/** How the agent's queue sends, with a whole fleet's return after an outage in mind. */
function defaultQueueConfig(outageTolerance: string): Values {
    return {
        // Else a 429 drops samples.
        retryOnRateLimit: true,
        // Few connections of each spare a receiver to which all edges return at once.
        maxShards: 10,
        // Also the longest pause in which an agent whose queue was full does not see that it has room again: long ones delay the return, and spare little.
        maxBackoff: "5s",
        sampleAgeLimit: outageTolerance,
    };
}

/**
 * Rules that give each series the edge's own `cluster`, after the user's own rules. An external label does not replace
 * a `cluster` that a target exposes itself: that one moves to `exported_cluster`, as Prometheus does for target labels.
 */
function clusterRelabelConfigs(clusterName: string): Values[] {
    return [
        { sourceLabels: ["exported_cluster", "cluster"], regex: ";(.+)", targetLabel: "exported_cluster" },
        { sourceLabels: ["exported_cluster"], regex: clusterName, targetLabel: "exported_cluster", replacement: "" },
        { targetLabel: "cluster", replacement: clusterName },
    ];
}

/** The edge's entry of `remoteWrite`: the global endpoint. */
export function globalRemoteWrite(args: pulumi.Unwrap<Omit<EdgePrometheusArgs, "remoteWriteAuth">>, auth: Values): Values {
    return {
        name: args.clusterName,
        url: args.remoteWriteUrl,
        ...(args.messageVersion === undefined ? {} : { messageVersion: args.messageVersion }),
        ...auth,
        queueConfig: {
            ...defaultQueueConfig(args.outageTolerance ?? defaults.outageTolerance),
            ...args.queueConfig,
        },
        writeRelabelConfigs: [...(args.writeRelabelConfigs ?? []), ...clusterRelabelConfigs(args.clusterName)],
    };
}

/** Further destinations, each named by its key. */
export function additionalRemoteWrites(entries: Record<string, Values>): Values[] {
    return Object.entries(entries).map(([name, entry]) => ({ name, ...entry }));
}
