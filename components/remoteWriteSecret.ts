import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { ReleaseNames } from "./release";
import { RemoteWriteAuth } from "./remoteWriteAuth";
import { Values } from "./values/merge";
import { splitRemoteWriteAuth } from "./values/remoteWriteAuth";

/** The Secret with what an agent proves itself by, if there is anything secret, and the part of its `remoteWrite` entry that names it. */
export function remoteWriteSecret(
    name: string,
    auth: RemoteWriteAuth,
    names: ReleaseNames,
    opts: pulumi.CustomResourceOptions,
): { secret: kubernetes.core.v1.Secret | undefined; entry: pulumi.Output<Values> } {
    const secretName = pulumi.interpolate`${names.releaseName}-remote-write`;
    const { secrets, entry } = splitRemoteWriteAuth(auth, secretName);
    if (Object.keys(secrets).length === 0) {
        return { secret: undefined, entry: pulumi.output(entry) };
    }
    const secret = new kubernetes.core.v1.Secret(
        `${name}-remote-write`,
        { metadata: { name: secretName, namespace: names.namespace }, stringData: pulumi.secret(secrets) },
        opts,
    );
    return { secret, entry: pulumi.output(entry) };
}
