import { createHash } from "crypto";
import { Values } from "./merge";

/** Port of a relay: what the gateway lets through, probes and metrics. */
export const relayPort = 8429;

/** Headers of remote write 1.0. Relays and Thanos answer 2.0 as if they had taken it, and keep nothing: https://prometheus.io/docs/specs/prw/remote_write_spec/ */
export const firstVersionHeaders = ["X-Prometheus-Remote-Write-Version: 0.1.0"];

const bufferFolder = "/var/lib/relay";

// A StatefulSet's name, and eleven characters more, is a label's value on its pods.
const maxNameLength = 52;

/** Labels that select the pods of all relays. */
export function relayLabels(releaseName: string): Record<string, string> {
    return { "app.kubernetes.io/name": "relay", "app.kubernetes.io/instance": releaseName };
}

/** Labels that select the pod of one edge's relay. */
export function edgeRelayLabels(releaseName: string, edge: string): Record<string, string> {
    return { ...relayLabels(releaseName), "app.kubernetes.io/component": edge };
}

/** Name of an edge's relay: of a long one the end is a hash. */
export function relayName(releaseName: string, edge: string): string {
    const name = `${releaseName}-relay-${edge}`;
    if (name.length <= maxNameLength) {
        return name;
    }
    const hash = createHash("sha256").update(edge).digest("hex").slice(0, 8);
    return `${name.slice(0, maxNameLength - hash.length - 1).replace(/-+$/, "")}-${hash}`;
}

/** vmagent's flags: https://docs.victoriametrics.com/victoriametrics/vmagent/ */
export function relayFlags(receiverUrl: string, edge: string, bufferBytes: number): string[] {
    return [
        `-remoteWrite.url=${receiverUrl}/api/v1/write`,
        "-remoteWrite.forcePromProto",
        // It replaces a label of that name, and comes last.
        `-remoteWrite.label=cluster=${edge}`,
        // One queue keeps the order of each series' samples.
        "-remoteWrite.queues=1",
        `-remoteWrite.tmpDataPath=${bufferFolder}`,
        `-remoteWrite.maxDiskUsagePerURL=${bufferBytes}`,
        `-httpListenAddr=:${relayPort}`,
        "-loggerFormat=json",
    ];
}

/** A relay's pod: https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
export function relayPodSpec(image: string, flags: string[]): Values {
    const probe = { httpGet: { path: "/health", port: "http" } };
    return {
        automountServiceAccountToken: false,
        terminationGracePeriodSeconds: 30,
        securityContext: {
            runAsNonRoot: true,
            runAsUser: 65534,
            runAsGroup: 65534,
            fsGroup: 65534,
            seccompProfile: { type: "RuntimeDefault" },
        },
        containers: [
            {
                name: "vmagent",
                image,
                args: flags,
                ports: [{ name: "http", containerPort: relayPort }],
                readinessProbe: { ...probe, periodSeconds: 2 },
                livenessProbe: { ...probe, periodSeconds: 10, failureThreshold: 6 },
                resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "512Mi" } },
                securityContext: {
                    allowPrivilegeEscalation: false,
                    readOnlyRootFilesystem: true,
                    capabilities: { drop: ["ALL"] },
                },
                volumeMounts: [{ name: "buffer", mountPath: bufferFolder }],
            },
        ],
    };
}
