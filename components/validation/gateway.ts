import { defaults } from "../defaults";
import { boolean, check, dnsLabel, integer, list, map, quantity, text } from "./checks";
import { isKnown, Problem } from "./problem";
import { Checked } from "./release";

function edgesProblems(args: Checked): Problem[] {
    if (!isKnown(args.edges) || !Array.isArray(args.edges)) {
        return check("edges", args.edges, list);
    }
    const clusterName = args.clusterName ?? defaults.global.clusterName;
    return args.edges.flatMap((edge: unknown, i: number): Problem[] => {
        const path = `edges[${i}]`;
        if (edge === clusterName) {
            return [{ path, reason: `"${edge}" is the name of the global cluster; each cluster needs its own`, example: "paris" }];
        }
        return args.edges.indexOf(edge) < i
            ? [{ path, reason: `"${edge}" is in the list already; remove it` }]
            : check(path, edge, dnsLabel(63, "paris"));
    });
}

function credentialVersionsProblems(args: Checked): Problem[] {
    const versions = args.credentialVersions;
    if (!isKnown(versions) || !map.holds(versions)) {
        return check("credentialVersions", versions, map);
    }
    return Object.entries(versions).flatMap(([edge, version]): Problem[] => {
        const path = `credentialVersions.${edge}`;
        return (args.edges ?? []).includes(edge)
            ? check(path, version, integer(1, 1_000_000, 2))
            : [{ path, reason: "is of no edge in the list edges; remove it" }];
    });
}

function caCertificateProblems(certificate: unknown): Problem[] {
    const begin = "-----BEGIN CERTIFICATE-----";
    const isRight = !isKnown(certificate) || (typeof certificate === "string" && certificate.includes(begin));
    // No value stands in the text: it may be a private key.
    return isRight ? [] : [{ path: "tls.caCertificate", reason: `must be a certificate in PEM format, which starts with "${begin}"`, confidential: true }];
}

function tlsProblems(args: Checked): Problem[] {
    const { tls } = args;
    if (!isKnown(tls) || !map.holds(tls)) {
        return check("tls", tls, map);
    }
    const known = ["secretName", "issuerRef", "caCertificate"];
    const problems: Problem[] = Object.keys(tls)
        .filter((key) => !known.includes(key))
        .map((key) => ({ path: `tls.${key}`, reason: `is not known: ${known.map((name) => `"${name}"`).join(", ")} are` }));
    if ((tls.secretName === undefined) === (tls.issuerRef === undefined)) {
        problems.push({ path: "tls", reason: "must have exactly one of secretName, a Secret with the certificate, and issuerRef, an issuer of cert-manager" });
    }
    if (args.hostname === undefined) {
        problems.push({ path: "hostname", reason: "is not set; with tls it must be the name in the certificate, which edges check", example: "prometheus.example.com" });
    }
    return [
        ...problems,
        ...check("tls.secretName", tls.secretName, text),
        ...check("tls.issuerRef", tls.issuerRef, map),
        ...caCertificateProblems(tls.caCertificate),
        ...(isKnown(tls.issuerRef) && map.holds(tls.issuerRef) && tls.issuerRef.name === undefined
            ? [{ path: "tls.issuerRef.name", reason: "is not set; it must be the name of an issuer", example: "letsencrypt" }]
            : []),
    ];
}

/** What is wrong with the args of the gateway and of the edges that may write. */
export function gatewayProblems(args: Checked): Problem[] {
    const withoutGateway = ["edges", "mutedEdges", "credentialVersions", "enforceClusterLabel", "relayStorageSize", "tls", "networkPolicy"]
        .filter((path) => args.gateway === false && isKnown(args[path]))
        .map((path) => ({ path, reason: "has a meaning only with the gateway, which is switched off; remove it" }));
    return [
        ...withoutGateway,
        ...edgesProblems(args),
        ...credentialVersionsProblems(args),
        ...check("gateway", args.gateway, boolean),
        ...check("enforceClusterLabel", args.enforceClusterLabel, boolean),
        ...check("relayStorageSize", args.relayStorageSize, { ...quantity, example: "1Gi" }),
        ...tlsProblems(args),
        ...check("networkPolicy", args.networkPolicy, boolean),
    ];
}
