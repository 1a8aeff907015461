import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { ServiceType } from "./args";
import { EdgeCredentials } from "./edgeCredentials";
import { images } from "./images";
import { ReleaseNames } from "./release";
import { Upstream } from "./upstream";
import { gatewayConfiguration, gatewayLabels, gatewayPodSpec, gatewayPorts } from "./values/gateway";

/** Says who is behind the gateway's pods. */
const upstreamAnnotation = "multicluster-prometheus/upstream";

/** What the gateway is made from. */
export interface GatewayInputs {
    names: ReleaseNames;
    credentials: EdgeCredentials;
    upstream: Upstream;
    serviceType: pulumi.Input<ServiceType>;
    nodePort: pulumi.Input<number | undefined>;
    /** Secret with the certificate, where there is one. */
    certificateSecret: pulumi.Output<string> | undefined;
}

/** The gateway in front of the receiver: it asks edges for their passwords, and lets them do nothing but write. */
export function gateway(name: string, inputs: GatewayInputs, opts: pulumi.CustomResourceOptions): kubernetes.core.v1.Service {
    const { namespace, releaseName } = inputs.names;
    const fullName = pulumi.interpolate`${releaseName}-gateway`;
    const metadata = { name: fullName, namespace };
    const labels = releaseName.apply(gatewayLabels);
    const configuration = pulumi
        .all([inputs.credentials.accepted, inputs.upstream.routeOf])
        .apply(([passwords, routeOf]) => JSON.stringify(gatewayConfiguration(passwords, routeOf)));
    const secret = new kubernetes.core.v1.Secret(
        `${name}-gateway`,
        { metadata, stringData: { "auth.yaml": configuration } },
        opts,
    );
    const podSpec = pulumi
        .all([releaseName, fullName, inputs.certificateSecret])
        .apply(([release, secretName, certificate]) => gatewayPodSpec(images.vmauth, release, secretName, certificate));
    const deployment = new kubernetes.apps.v1.Deployment(
        `${name}-gateway`,
        {
            metadata: { ...metadata, labels },
            spec: {
                replicas: 2,
                // A pod is taken away only when another one is ready.
                strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
                selector: { matchLabels: labels },
                // The pods are new ones when it changes who is behind them, so that it holds at the end of the update.
                template: { metadata: { labels, annotations: { [upstreamAnnotation]: inputs.upstream.kind } }, spec: podSpec as pulumi.Output<kubernetes.types.input.core.v1.PodSpec> },
            },
        },
        { ...opts, dependsOn: secret },
    );
    new kubernetes.policy.v1.PodDisruptionBudget(
        `${name}-gateway`,
        { metadata, spec: { maxUnavailable: 1, selector: { matchLabels: labels } } },
        opts,
    );
    return new kubernetes.core.v1.Service(
        `${name}-gateway`,
        {
            metadata: { ...metadata, labels },
            spec: {
                type: inputs.serviceType,
                selector: labels,
                ports: [{ name: "write", port: gatewayPorts.write, targetPort: "write", nodePort: inputs.nodePort as pulumi.Input<number> }],
            },
        },
        { ...opts, dependsOn: deployment },
    );
}
