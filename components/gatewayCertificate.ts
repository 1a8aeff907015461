import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { isIP } from "net";
import { GatewayTls } from "./args";
import { ReleaseNames } from "./release";

/** The gateway's certificate: the Secret that holds it, and the authority that edges check it against. */
export interface GatewayCertificate {
    secretName: pulumi.Output<string>;
    caCertificate: pulumi.Output<string | undefined>;
}

/** The Secret that `tls` names, or the one that cert-manager fills. */
export function gatewayCertificate(
    name: string,
    tls: GatewayTls,
    hostname: pulumi.Input<string | undefined>,
    names: ReleaseNames,
    opts: pulumi.CustomResourceOptions,
): GatewayCertificate {
    const { secretName, dependsOn } = certificateSecret(name, tls, hostname, names, opts);
    if (tls.caCertificate !== undefined) {
        return { secretName, caCertificate: pulumi.output(tls.caCertificate) };
    }
    const id = pulumi.interpolate`${names.namespace}/${secretName}`;
    const secret = kubernetes.core.v1.Secret.get(`${name}-gateway-tls`, id, { ...opts, dependsOn });
    const decode = (data: Record<string, string> | undefined) => {
        const certificate = data?.["ca.crt"];
        return certificate ? Buffer.from(certificate, "base64").toString() : undefined;
    };
    // A certificate is public, though it is read from a Secret.
    return { secretName, caCertificate: pulumi.unsecret(secret.data.apply(decode)) };
}

function certificateSecret(
    name: string,
    tls: GatewayTls,
    hostname: pulumi.Input<string | undefined>,
    names: ReleaseNames,
    opts: pulumi.CustomResourceOptions,
): { secretName: pulumi.Output<string>; dependsOn: pulumi.CustomResourceOptions["dependsOn"] } {
    if (tls.issuerRef === undefined) {
        return { secretName: pulumi.output(tls.secretName as pulumi.Input<string>), dependsOn: opts.dependsOn };
    }
    const secretName = pulumi.interpolate`${names.releaseName}-gateway-tls`;
    const subject = pulumi
        .output(hostname)
        .apply((host) => (isIP(host ?? "") ? { ipAddresses: [host] } : { dnsNames: [host] }));
    const certificate = new kubernetes.apiextensions.CustomResource(
        `${name}-gateway`,
        {
            apiVersion: "cert-manager.io/v1",
            kind: "Certificate",
            metadata: {
                name: pulumi.interpolate`${names.releaseName}-gateway`,
                namespace: names.namespace,
                // The Secret is there when the certificate is ready.
                annotations: { "pulumi.com/waitFor": "condition=Ready" },
            },
            spec: subject.apply((names) => ({ ...names, secretName, issuerRef: tls.issuerRef })),
        },
        opts,
    );
    return { secretName, dependsOn: certificate };
}
