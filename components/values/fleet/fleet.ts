import * as pulumi from "@pulumi/pulumi";
import { GlobalPrometheusArgs } from "../../args";
import { defaults } from "../../defaults";
import { Receiver } from "../../thanosArgs";

/** What the rules and Alertmanager know of the fleet. */
export interface Fleet {
    /** The global cluster's own name. */
    clusterName: string;
    releaseName: string;
    namespace: string;
    /** The edges that may write; undefined without a gateway, where anyone may. */
    edges: string[] | undefined;
    /** Those of the edges that nobody is told of. */
    mutedEdges: string[];
    edgeAbsentAfter: string;
    enforceClusterLabel: boolean;
    receiver: Receiver;
    /** How many ingesters there are with the receiver "thanos". */
    ingesters: number;
    runbooksUrl: string;
}

/** The fleet that the args of the global cluster describe. */
export function fleetOf(args: pulumi.Unwrap<GlobalPrometheusArgs>): Fleet {
    const withGateway = args.gateway ?? defaults.global.gateway;
    return {
        clusterName: args.clusterName ?? defaults.global.clusterName,
        releaseName: args.releaseName ?? defaults.releaseName,
        namespace: args.namespace ?? defaults.namespace,
        edges: withGateway ? (args.edges ?? []) : undefined,
        mutedEdges: args.mutedEdges ?? [],
        edgeAbsentAfter: args.edgeAbsentAfter ?? defaults.global.edgeAbsentAfter,
        enforceClusterLabel: args.enforceClusterLabel ?? defaults.global.enforceClusterLabel,
        receiver: args.receiver ?? defaults.global.receiver,
        ingesters: args.thanos?.ingesters ?? defaults.global.thanos.ingesters,
        runbooksUrl: args.runbooksUrl ?? defaults.global.runbooksUrl,
    };
}
