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

/** Where the gateway sends what an edge writes, and how. */
export interface GatewayRoute {
    url: string;
    /** Whether the URL is the whole of it, and the path of the request is left out. */
    replacesPath?: boolean;
    /** Headers of which a request needs one. */
    requires?: string[];
    /** Headers that are set, whatever the request has. */
    sets?: string[];
    /** Requests at once that the edge may have at a pod of the gateway. */
    concurrentRequests?: number;
}

/** Labels that select the gateway's pods. */
export function gatewayLabels(releaseName: string): Record<string, string> {
    return { "app.kubernetes.io/name": "gateway", "app.kubernetes.io/instance": releaseName };
}

const writePath = "/api/v1/write";

/** A route in vmauth's words: https://docs.victoriametrics.com/victoriametrics/vmauth/#routing-by-path */
function urlMap({ url, replacesPath, requires, sets }: GatewayRoute): Values {
    return {
        src_paths: [writePath],
        ...(requires && { src_headers: requires }),
        url_prefix: url,
        ...(replacesPath && { drop_src_path_prefix_parts: writePath.split("/").length - 1 }),
        ...(sets && { headers: sets }),
    };
}

/** vmauth's configuration: each password opens the write path, and no other, to where `routeOf` says for the edge. */
export function gatewayConfiguration(passwords: EdgePassword[], routeOf: (edge: string) => GatewayRoute): Values {
    return {
        users: passwords.map(({ edge, password }) => {
            const route = routeOf(edge);
            return {
                name: edge,
                username: edge,
                password,
                ...(route.concurrentRequests && { max_concurrent_requests: route.concurrentRequests }),
                url_map: [urlMap(route)],
            };
        }),
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
