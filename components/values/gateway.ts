import { Values } from "./merge";
import { relayLabels } from "./relay";

/** Ports of the gateway's pods: the one that edges reach, and the one for probes and metrics. */
export const gatewayPorts = { write: 8427, internal: 8428 } as const;

/** Folders in the gateway's container where its Secrets are mounted. */
const gatewayFolders = { configuration: "/etc/gateway", certificate: "/etc/gateway-tls" } as const;

/** A password that the gateway takes from an edge. */
export interface EdgePassword {
    edge: string;
    password: string;
}

/** Labels that select the gateway's pods. */
export function gatewayLabels(releaseName: string): Record<string, string> {
    return { "app.kubernetes.io/name": "gateway", "app.kubernetes.io/instance": releaseName };
}

/**
 * vmauth's configuration: each password opens the write path, and no other, to where `urlOf` says for the edge.
 * Where there are `headers`, a request needs one of them: https://docs.victoriametrics.com/victoriametrics/vmauth/
 */
export function gatewayConfiguration(passwords: EdgePassword[], urlOf: (edge: string) => string, headers?: string[]): Values {
    return {
        users: passwords.map(({ edge, password }) => ({
            name: edge,
            username: edge,
            password,
            url_map: [{ src_paths: ["/api/v1/write"], ...(headers && { src_headers: headers }), url_prefix: urlOf(edge) }],
        })),
    };
}

/** vmauth's flags. */
export function gatewayFlags(withTls: boolean): string[] {
    const { configuration, certificate } = gatewayFolders;
    const flags = [
        `-auth.config=${configuration}/auth.yaml`,
        "-configCheckInterval=10s",
        `-httpListenAddr=:${gatewayPorts.write}`,
        // Else metrics, reload, flags and profiles are served to anyone on the port that edges reach. With -tls it has TLS, too.
        `-httpInternalListenAddr=:${gatewayPorts.internal}`,
        // While a pod leaves the Service, it still serves those that have not heard of it.
        "-http.shutdownDelay=10s",
        "-loggerFormat=json",
    ];
    return withTls
        ? [...flags, "-tls", `-tlsCertFile=${certificate}/tls.crt`, `-tlsKeyFile=${certificate}/tls.key`, "-tlsMinVersion=TLS12"]
        : flags;
}

/** The pods of the gateway: https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
export function gatewayPodSpec(image: string, releaseName: string, configurationSecret: string, certificateSecret: string | undefined): Values {
    const { configuration, certificate } = gatewayFolders;
    const volume = (name: string, secretName: string) => ({ name, secret: { secretName } });
    const mount = (name: string, mountPath: string) => ({ name, mountPath, readOnly: true });
    const probe = { httpGet: { path: "/health", port: "internal", ...(certificateSecret !== undefined && { scheme: "HTTPS" }) } };
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
        topologySpreadConstraints: [
            {
                maxSkew: 1,
                topologyKey: "kubernetes.io/hostname",
                whenUnsatisfiable: "ScheduleAnyway",
                labelSelector: { matchLabels: gatewayLabels(releaseName) },
            },
        ],
        containers: [
            {
                name: "vmauth",
                image,
                args: gatewayFlags(certificateSecret !== undefined),
                ports: [
                    { name: "write", containerPort: gatewayPorts.write },
                    { name: "internal", containerPort: gatewayPorts.internal },
                ],
                readinessProbe: { ...probe, periodSeconds: 2 },
                livenessProbe: { ...probe, periodSeconds: 10, failureThreshold: 6 },
                resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "256Mi" } },
                securityContext: {
                    allowPrivilegeEscalation: false,
                    readOnlyRootFilesystem: true,
                    capabilities: { drop: ["ALL"] },
                },
                volumeMounts: [
                    mount("configuration", configuration),
                    ...(certificateSecret === undefined ? [] : [mount("certificate", certificate)]),
                ],
            },
        ],
        volumes: [
            volume("configuration", configurationSecret),
            ...(certificateSecret === undefined ? [] : [volume("certificate", certificateSecret)]),
        ],
    };
}

/** Helm values that put Prometheus behind the gateway: no address outside, and its metrics scraped. */
export function gatewayValues(releaseName: string, withRelay: boolean, withTls: boolean): Values {
    const podMonitor = (noun: string, matchLabels: Record<string, string>, endpoint: Values) => ({
        name: `${releaseName}-${noun}`,
        selector: { matchLabels },
        podMetricsEndpoints: [endpoint],
    });
    // A pod's address is not among the names of the certificate.
    const tls = withTls ? { scheme: "https", tlsConfig: { insecureSkipVerify: true } } : {};
    return {
        prometheus: {
            service: { type: "ClusterIP" },
            additionalPodMonitors: [
                podMonitor("gateway", gatewayLabels(releaseName), { port: "internal", ...tls }),
                ...(withRelay ? [podMonitor("relay", relayLabels(releaseName), { port: "http" })] : []),
            ],
        },
    };
}
