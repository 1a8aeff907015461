import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { ReleaseNames } from "./release";
import { dashboardFiles, dashboardMetadata } from "./values/dashboards";
import { Values } from "./values/merge";

/** Whether the raw values switch Grafana off, as far as they are known before anything is deployed. */
export function withoutGrafana(values: pulumi.Input<Values> | undefined): boolean {
    return (values as Values | undefined)?.grafana?.enabled === false;
}

/** The fleet's dashboards, in a ConfigMap that Grafana's sidecar reads. */
export function dashboards(name: string, names: ReleaseNames, values: pulumi.Output<Values>, opts: pulumi.CustomResourceOptions): void {
    const { labels, annotations } = values.apply(dashboardMetadata);
    new kubernetes.core.v1.ConfigMap(
        `${name}-dashboards`,
        {
            metadata: { name: pulumi.interpolate`${names.releaseName}-dashboards`, namespace: names.namespace, labels, annotations },
            data: dashboardFiles(),
        },
        opts,
    );
}
