/** An address that a load balancer gives a Service: an IP address or a host name. */
export interface Ingress {
    ip?: string;
    hostname?: string;
}

/** A host as it stands in a URL: an IPv6 address in brackets. */
function urlHost(host: string): string {
    return host.includes(":") ? `[${host}]` : host;
}

/** Base URL of an HTTP service. */
export function httpUrl(host: string, port: number): string {
    return `http://${urlHost(host)}:${port}`;
}

/** Prometheus' remote write endpoint below a base URL: https://prometheus.io/docs/prometheus/latest/querying/api/#remote-write-receiver */
export function remoteWriteEndpoint(baseUrl: string): string {
    return `${baseUrl}/api/v1/write`;
}

/** Name of a Service inside its cluster. */
export function serviceHost(service: string, namespace: string): string {
    return `${service}.${namespace}.svc`;
}

/** The first address that a load balancer gave, or undefined where it gave none. */
export function ingressHost(ingress: Ingress[] | undefined): string | undefined {
    const [first] = ingress ?? [];
    return first?.hostname ?? first?.ip;
}
