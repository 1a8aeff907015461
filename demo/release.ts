import { defaults } from "../components/defaults";

/** Names by which a stack's Prometheus is reached. */
export interface Release {
    namespace: string;
    releaseName: string;
}

/** The release that either stack of the demo makes in its cluster. */
export const demoRelease: Release = { namespace: defaults.namespace, releaseName: defaults.releaseName };

/** Path of a release's Prometheus through the API server, which is reached even where its Service is not. */
export function prometheusPath({ namespace, releaseName }: Release): string {
    return `/api/v1/namespaces/${namespace}/services/${releaseName}-prometheus:9090/proxy`;
}
