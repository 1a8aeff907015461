import { chart } from "../components/chart";
import { Values } from "../components/values/merge";
import { Resource } from "./rule";

const releaseType = "kubernetes:helm.sh/v3:Release";

/** The value at a path of dots in a map, or undefined where there is none. */
export function at(values: any, path: string): any {
    return path.split(".").reduce((value, key) => value?.[key], values);
}

/** Whether a resource is a release of kube-prometheus-stack. The chart's name is asked first: values may not be known in a preview. */
export function isStackRelease({ type, props }: Resource): boolean {
    return type === releaseType && (String(props.chart).includes(chart.name) || at(props.values, "prometheus.prometheusSpec") !== undefined);
}

/** Whether a resource is the release of Thanos that a global stack makes. */
export function isThanosRelease({ type, props }: Resource): boolean {
    return type === releaseType && (/(^|\/)thanos(-[\d.]+\.tgz)?\/?$/.test(String(props.chart)) || at(props.values, "receive.ingestor") !== undefined);
}

/** The Helm values of a release of Thanos, or undefined for any other resource. */
export function thanosValues(resource: Resource): Values | undefined {
    return isThanosRelease(resource) ? (resource.props.values ?? {}) : undefined;
}

/** The Helm values of a release of kube-prometheus-stack, or undefined for any other resource. */
export function stackValues(resource: Resource): Values | undefined {
    return isStackRelease(resource) ? (resource.props.values ?? {}) : undefined;
}

/** The values of a release that runs Prometheus, or undefined for any other resource. */
export function prometheusValues(resource: Resource): Values | undefined {
    const values = stackValues(resource);
    return at(values, "prometheus.enabled") === false ? undefined : values;
}
