import { Platform } from "../args";
import { mergeValues, Values } from "./merge";

/** Not scraped, while its rules and dashboards stay: other clusters of the fleet may have it. */
const unscraped = { service: { enabled: false }, serviceMonitor: { enabled: false } };

/** What runs outside of the cluster's own nodes on each of the platforms. */
const managed: Values = { kubeControllerManager: unscraped, kubeEtcd: unscraped, kubeScheduler: unscraped };

/** What differs between the platforms: docs/platforms.md has the sources. */
const presets: Record<Platform, Values> = {
    // kube-proxy answers on 127.0.0.1 only.
    EKS: { kubeProxy: unscraped },
    // With Dataplane V2 there is no kube-proxy. kube-dns has the labels of CoreDNS, and other ports.
    GKE: { kubeProxy: unscraped, coreDns: unscraped, kubeDns: { enabled: true } },
    // kube-proxy answers, and has another label than elsewhere.
    AKS: { kubeProxy: { service: { selector: { component: "kube-proxy" } } } },
};

/** Helm values that switch off the scraping of what a platform does not expose; none without a platform. */
export function platformValues(platform: Platform | undefined): Values {
    return platform === undefined ? {} : mergeValues(managed, presets[platform]);
}
