import { ServiceType } from "../args";
import { alertingProblems } from "./alerting";
import { byteSize, check, dnsLabel, duration, hostname, integer, oneOf } from "./checks";
import { gatewayProblems } from "./gateway";
import { Problem } from "./problem";
import { Checked, releaseProblems } from "./release";
import { thanosProblems } from "./thanos";

/** What is wrong with the args of GlobalPrometheus. */
export function globalProblems(args: Checked): Problem[] {
    const problems = [
        ...check("clusterName", args.clusterName, dnsLabel(63, "global")),
        ...releaseProblems(args),
        ...thanosProblems(args),
        ...check("retention", args.retention, { ...duration, example: "10d" }),
        ...check("retentionSize", args.retentionSize, byteSize),
        ...gatewayProblems(args),
        ...check("hostname", args.hostname, hostname),
        ...check("serviceType", args.serviceType, oneOf(...Object.values(ServiceType))),
        ...check("nodePort", args.nodePort, integer(1, 65535, 30090)),
        ...alertingProblems(args),
    ];
    if (args.serviceType === ServiceType.NodePort && args.hostname === undefined && args.tls === undefined) {
        problems.push({
            path: "hostname",
            reason: 'is not set; with serviceType "NodePort" it must be an address of a node, which cannot be read from the Service',
            example: "203.0.113.10",
        });
    }
    if (args.nodePort !== undefined && typeof args.serviceType !== "symbol" && args.serviceType !== ServiceType.NodePort) {
        problems.push({ path: "nodePort", reason: 'has a meaning only with serviceType "NodePort"; remove it, or set that' });
    }
    return problems;
}
