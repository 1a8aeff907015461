import { isIP } from "net";

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
export function httpUrl(host: string, port: number, scheme: "http" | "https" = "http"): string {
    return `${scheme}://${urlHost(host)}:${port}`;
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

// RFC 1918, 3927, 4193, 4291 and 6598, and names that public DNS does not have.
const privateHosts =
    /^(10\.|127\.|169\.254\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|::1$|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/i;
const privateNames = /(^|\.)(localhost|local|internal|lan|home\.arpa|svc|svc\.cluster\.local|test)$/i;

/** Whether a host is one that only a private network reaches, as far as its name tells. */
export function isPrivateHost(host: string): boolean {
    return isIP(host) ? privateHosts.test(host) : privateNames.test(host) || !host.includes(".");
}
