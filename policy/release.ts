import { chart } from "../components/chart";
import { Values } from "../components/values/merge";
import { Resource } from "./rule";

const releaseType = "kubernetes:helm.sh/v3:Release";

/** The value at a path of dots in a map, or undefined where there is none. */
export function at(values: any, path: string): any {
    return path.split(".").reduce((value, key) => value?.[key], values);
}

/** The Helm values of a release of kube-prometheus-stack, or undefined for any other resource. */
export function stackValues({ type, props }: Resource): Values | undefined {
    const values = props.values ?? {};
    const isStack = String(props.chart).includes(chart.name) || at(values, "prometheus.prometheusSpec") !== undefined;
    return type === releaseType && isStack ? values : undefined;
}

/** The values of a release that runs Prometheus, or undefined for any other resource. */
export function prometheusValues(resource: Resource): Values | undefined {
    const values = stackValues(resource);
    return at(values, "prometheus.enabled") === false ? undefined : values;
}
