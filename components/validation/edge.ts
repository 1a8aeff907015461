import { boolean, check, checkRequired, dnsLabel, oneOf } from "./checks";
import { Problem } from "./problem";
import { Checked, releaseProblems } from "./release";
import {
    additionalRemoteWriteProblems,
    queueConfigProblems,
    remoteWriteUrlProblems,
    writeRelabelConfigsProblems,
} from "./remoteWrite";
import { remoteWriteAuthProblems } from "./remoteWriteAuth";

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
        ...check("annotationDiscovery", args.annotationDiscovery, boolean),
    ];
}
