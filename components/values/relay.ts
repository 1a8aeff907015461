import { Values } from "./merge";

/** Port of the relay: what the gateway lets through, probes and metrics. */
export const relayPort = 8429;

const folders = { configuration: "/etc/relay", buffer: "/var/lib/relay" } as const;

/** Labels that select the relay's pod. */
export function relayLabels(releaseName: string): Record<string, string> {
    return { "app.kubernetes.io/name": "relay", "app.kubernetes.io/instance": releaseName };
}

/** Where the gateway sends what an edge writes: the relay adds the edge's name to each series, as a label that no edge can guess. */
export function relayUrl(host: string, identityLabel: string, edge: string): string {
    return `http://${host}:${relayPort}/?extra_label=${identityLabel}=${edge}`;
}

/** vmagent's relabeling: the edge's name becomes the label `cluster`, whatever the series claims. */
export function relayRelabelConfigs(identityLabel: string): Values[] {
    return [
        { action: "replace", source_labels: [identityLabel], target_label: "cluster" },
        { action: "labeldrop", regex: identityLabel },
    ];
}

/** vmagent's flags: https://docs.victoriametrics.com/victoriametrics/vmagent/ */
export function relayFlags(receiverUrl: string, bufferBytes: number): string[] {
    return [
        `-remoteWrite.url=${receiverUrl}/api/v1/write`,
        "-remoteWrite.forcePromProto",
        // One queue keeps the order of each series' samples.
        "-remoteWrite.queues=1",
        `-remoteWrite.relabelConfig=${folders.configuration}/relabel.yaml`,
        `-remoteWrite.tmpDataPath=${folders.buffer}`,
        `-remoteWrite.maxDiskUsagePerURL=${bufferBytes}`,
        `-httpListenAddr=:${relayPort}`,
        "-loggerFormat=json",
    ];
}

/** The relay's pod: https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
export function relayPodSpec(image: string, flags: string[], configurationSecret: string): Values {
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
                resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "1Gi" } },
                securityContext: {
                    allowPrivilegeEscalation: false,
                    readOnlyRootFilesystem: true,
                    capabilities: { drop: ["ALL"] },
                },
                volumeMounts: [
                    { name: "configuration", mountPath: folders.configuration, readOnly: true },
                    { name: "buffer", mountPath: folders.buffer },
                ],
            },
        ],
        volumes: [{ name: "configuration", secret: { secretName: configurationSecret } }],
    };
}
