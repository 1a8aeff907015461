import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { httpUrl, serviceHost } from "./endpoint";
import { images } from "./images";
import { ReleaseNames } from "./release";
import { parseQuantity } from "./units";
import { gatewayLabels } from "./values/gateway";
import { relayFlags, relayLabels, relayPodSpec, relayPort, relayRelabelConfigs } from "./values/relay";

/** The relay's buffer holds this much of its volume. */
const bufferShare = 0.8;

/** The relay between gateway and receiver: it sets the label `cluster` of what each edge writes. */
export interface Relay {
    /** Host of its Service inside the cluster. */
    host: pulumi.Output<string>;
    /** Label that the gateway marks an edge's series with; a secret, since an edge that knew it could pass for another. */
    identityLabel: pulumi.Output<string>;
}

export function relay(
    name: string,
    names: ReleaseNames,
    storage: { size: pulumi.Input<string>; className: pulumi.Input<string | undefined> },
    opts: pulumi.CustomResourceOptions,
): Relay {
    const { namespace, releaseName } = names;
    const fullName = pulumi.interpolate`${releaseName}-relay`;
    const metadata = { name: fullName, namespace };
    const labels = releaseName.apply(relayLabels);
    const token = new random.RandomPassword(`${name}-relay`, { length: 32, special: false, upper: false }, { parent: opts.parent });
    const identityLabel = pulumi.secret(pulumi.interpolate`edge_${token.result}`);
    const relabeling = identityLabel.apply((label) => JSON.stringify(relayRelabelConfigs(label)));
    const secret = new kubernetes.core.v1.Secret(`${name}-relay`, { metadata, stringData: { "relabel.yaml": relabeling } }, opts);
    const podSpec = pulumi
        .all([releaseName, namespace, fullName, storage.size])
        .apply(([release, ns, secretName, size]) =>
            relayPodSpec(
                images.vmagent,
                relayFlags(httpUrl(serviceHost(`${release}-prometheus`, ns), 9090), Math.floor((parseQuantity(size) ?? 0) * bufferShare)),
                secretName,
            ),
        );
    const statefulSet = new kubernetes.apps.v1.StatefulSet(
        `${name}-relay`,
        {
            metadata: { ...metadata, labels },
            spec: {
                serviceName: fullName,
                replicas: 1,
                selector: { matchLabels: labels },
                template: { metadata: { labels }, spec: podSpec as pulumi.Output<kubernetes.types.input.core.v1.PodSpec> },
                volumeClaimTemplates: [
                    {
                        metadata: { name: "buffer" },
                        spec: {
                            accessModes: ["ReadWriteOnce"],
                            storageClassName: storage.className as pulumi.Input<string>,
                            resources: { requests: { storage: storage.size } },
                        },
                    },
                ],
            },
        },
        { ...opts, dependsOn: secret },
    );
    const service = new kubernetes.core.v1.Service(
        `${name}-relay`,
        {
            metadata: { ...metadata, labels },
            spec: { selector: labels, ports: [{ name: "http", port: relayPort, targetPort: "http" }] },
        },
        { ...opts, dependsOn: statefulSet },
    );
    const from = releaseName.apply((release) => [
        { podSelector: { matchLabels: gatewayLabels(release) } },
        { podSelector: { matchLabels: { "app.kubernetes.io/name": "prometheus" } } },
    ]);
    new kubernetes.networking.v1.NetworkPolicy(
        `${name}-relay`,
        { metadata, spec: { podSelector: { matchLabels: labels }, policyTypes: ["Ingress"], ingress: [{ from, ports: [{ port: relayPort }] }] } },
        opts,
    );
    return { host: service.metadata.apply(({ name: host, namespace: ns }) => serviceHost(host, ns)), identityLabel };
}
