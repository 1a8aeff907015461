import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { ingressHost, serviceHost } from "./endpoint";
import { ReleaseNames } from "./release";

/** The Service that the chart makes for Prometheus, read when the release is there. */
export function receiverService(
    name: string,
    names: ReleaseNames,
    release: kubernetes.helm.v3.Release,
    opts: pulumi.CustomResourceOptions,
): kubernetes.core.v1.Service {
    // The release's id makes the read wait until the Service is there.
    const id = pulumi
        .all([names.namespace, names.releaseName, release.id])
        .apply(([namespace, releaseName]) => `${namespace}/${releaseName}-prometheus`);
    return kubernetes.core.v1.Service.get(`${name}-receiver`, id, opts);
}

/** Where a Service is reached: the address that a load balancer gave it, else its name inside the cluster. */
export function serviceAddress(service: kubernetes.core.v1.Service): pulumi.Output<string> {
    return pulumi
        .all([service.status, service.metadata])
        .apply(([status, { name, namespace }]) => ingressHost(status?.loadBalancer?.ingress) ?? serviceHost(name, namespace));
}

/** Port of Prometheus. */
export const prometheusPort = 9090;

/** URL of the global Prometheus inside its cluster. */
export const receiverUrl = (names: ReleaseNames): pulumi.Output<string> => internalUrl(names, "prometheus", prometheusPort);

/** URL of one of the release's Services inside its cluster. */
export function internalUrl(names: ReleaseNames, service: string, port?: number): pulumi.Output<string> {
    return pulumi
        .all([names.releaseName, names.namespace])
        .apply(([releaseName, namespace]) => `http://${serviceHost(`${releaseName}-${service}`, namespace)}${port ? `:${port}` : ""}`);
}
