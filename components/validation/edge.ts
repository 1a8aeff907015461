import { boolean, check, checkRequired, dnsLabel, integer, oneOf } from "./checks";
import { isKnown, Problem } from "./problem";
import { Checked, releaseProblems } from "./release";
import {
    additionalRemoteWriteProblems,
    queueConfigProblems,
    remoteWriteUrlProblems,
    writeRelabelConfigsProblems,
} from "./remoteWrite";
import { remoteWriteAuthProblems } from "./remoteWriteAuth";

/** Two replicas write each sample twice, which not every receiver can tell. */
function replicasProblems({ replicas, receiverDeduplicates }: Checked): Problem[] {
    if (isKnown(replicas) && replicas > 1 && (receiverDeduplicates ?? false) === false) {
        const reason =
            `${replicas} needs a receiver that merges what they write: a Prometheus keeps both, and each query counts the edge twice; ` +
            'remove it, give the global stack the receiver "thanos", or set receiverDeduplicates where another receiver does it';
        return [{ path: "replicas", reason }];
    }
    return check("replicas", replicas, integer(1, 10, 2));
}

/** What is wrong with the args of EdgePrometheus. */
export function edgeProblems(args: Checked): Problem[] {
    return [
        ...checkRequired("clusterName", args.clusterName, dnsLabel(63, "edge-paris")),
        ...remoteWriteUrlProblems("remoteWriteUrl", args.remoteWriteUrl),
        ...releaseProblems(args),
        ...remoteWriteAuthProblems("remoteWriteAuth", args.remoteWriteAuth),
        ...check("messageVersion", args.messageVersion, oneOf("V1.0", "V2.0")),
        ...queueConfigProblems("queueConfig", args.queueConfig),
        ...writeRelabelConfigsProblems("writeRelabelConfigs", args.writeRelabelConfigs),
        ...additionalRemoteWriteProblems("additionalRemoteWrite", args.additionalRemoteWrite, args.clusterName),
        ...replicasProblems(args),
        ...check("receiverDeduplicates", args.receiverDeduplicates, boolean),
        ...check("annotationDiscovery", args.annotationDiscovery, boolean),
    ];
}
