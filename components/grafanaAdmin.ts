import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { ReleaseNames } from "./release";
import { GrafanaAdmin } from "./values/global";

const user = "admin";
const userKey = "admin-user";
const passwordKey = "admin-password";

/** Grafana's admin: a random password, which stays until the component is replaced, in a Secret that values can name. */
export function grafanaAdmin(
    name: string,
    names: ReleaseNames,
    opts: pulumi.CustomResourceOptions,
): { password: pulumi.Output<string>; secret: kubernetes.core.v1.Secret; values: pulumi.Output<GrafanaAdmin> } {
    const secretName = pulumi.interpolate`${names.releaseName}-grafana-admin`;
    const { result } = new random.RandomPassword(
        `${name}-grafana-admin`,
        { length: 32, special: false },
        { parent: opts.parent },
    );
    const password = pulumi.secret(result);
    const secret = new kubernetes.core.v1.Secret(
        `${name}-grafana-admin`,
        {
            metadata: { name: secretName, namespace: names.namespace },
            stringData: { [userKey]: user, [passwordKey]: password },
        },
        opts,
    );
    return { password, secret, values: secretName.apply((existingSecret) => ({ existingSecret, userKey, passwordKey })) };
}
