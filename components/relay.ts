import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { serviceHost } from "./endpoint";
import { images } from "./images";
import { ReleaseNames } from "./release";
import { receiverUrl } from "./serviceAddress";
import { parseQuantity } from "./units";
import { edgeRelayLabels, relayFlags, relayName, relayPodSpec, relayPort } from "./values/relay";

/** The relay's buffer holds this much of its volume. */
const bufferShare = 0.8;

/** The volume of each relay. */
export interface RelayStorage {
    size: pulumi.Input<string>;
    className: pulumi.Input<string | undefined>;
}

/**
 * The relays between gateway and receiver: they set the label `cluster` of what the edges write. Each edge has one of its
 * own, since a relay joins what it is sent, and the receiver refuses all of a request for one wrong sample in it.
 *
 * @returns the host of each edge's relay inside the cluster.
 */
export function relays(
    name: string,
    edges: string[],
    names: ReleaseNames,
    storage: RelayStorage,
    opts: pulumi.CustomResourceOptions,
): Record<string, pulumi.Output<string>> {
    return Object.fromEntries(edges.map((edge) => [edge, edgeRelay(`${name}-relay-${edge}`, edge, names, storage, opts)]));
}

function edgeRelay(
    name: string,
    edge: string,
    names: ReleaseNames,
    storage: RelayStorage,
    opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    const { namespace, releaseName } = names;
    const fullName = releaseName.apply((release) => relayName(release, edge));
    const labels = releaseName.apply((release) => edgeRelayLabels(release, edge));
    const metadata = { name: fullName, namespace, labels };
    const podSpec = pulumi
        .all([receiverUrl(names), storage.size])
        .apply(([url, size]) => relayPodSpec(images.vmagent, relayFlags(url, edge, Math.floor((parseQuantity(size) ?? 0) * bufferShare))));
    const statefulSet = new kubernetes.apps.v1.StatefulSet(
        name,
        {
            metadata,
            spec: {
                serviceName: fullName,
                replicas: 1,
                selector: { matchLabels: labels },
                // The buffer of an edge that may no longer write goes with it.
                persistentVolumeClaimRetentionPolicy: { whenDeleted: "Delete", whenScaled: "Retain" },
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
        opts,
    );
    const service = new kubernetes.core.v1.Service(
        name,
        { metadata, spec: { selector: labels, ports: [{ name: "http", port: relayPort, targetPort: "http" }] } },
        { ...opts, dependsOn: statefulSet },
    );
    return service.metadata.apply(({ name: host, namespace: ns }) => serviceHost(host, ns));
}
