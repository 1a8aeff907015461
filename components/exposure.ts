import { isPrivateHost } from "./endpoint";

/** How edges reach the global cluster. */
export interface Exposure {
    withGateway: boolean;
    withTls: boolean;
    serviceType: string;
    /** Host name or address, where it is known. */
    host: string | undefined;
}

/** What is open to others in the way that edges reach the global cluster, or undefined where nothing is. */
export function exposureWarning({ withGateway, withTls, serviceType, host }: Exposure): string | undefined {
    if (!withGateway && serviceType !== "ClusterIP") {
        return (
            `The receiver is open to whoever reaches its Service of type ${serviceType}: nothing asks for a credential before a write, ` +
            "a query or a shutdown. Keep it in a private network, or leave gateway at true."
        );
    }
    if (withGateway && !withTls && host !== undefined && !isPrivateHost(host)) {
        return `Edges send their passwords and samples in clear to ${host}, which is not in a private network. Set tls.secretName or tls.issuerRef.`;
    }
    return undefined;
}
