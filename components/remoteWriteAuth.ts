import * as pulumi from "@pulumi/pulumi";

/** How an agent proves who it is, and checks who answers: at most one of the first five. Secrets go into a Kubernetes Secret. */
export interface RemoteWriteAuth {
    /** User name and password. */
    basicAuth?: RemoteWriteBasicAuth;
    /** A token in the header `Authorization`. */
    authorization?: RemoteWriteAuthorization;
    /** OAuth 2.0 client credentials: https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.OAuth2 */
    oauth2?: RemoteWriteOAuth2;
    /** AWS Signature Version 4, for Amazon Managed Service for Prometheus: https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Sigv4 */
    sigv4?: RemoteWriteSigv4;
    /** Microsoft Entra ID, for Azure Monitor: https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.AzureAD */
    azureAd?: RemoteWriteAzureAd;
    /** Certificates, of the receiver's authority and of the client. */
    tls?: RemoteWriteTls;
    /** Further headers, such as `X-Scope-OrgID`. They are shown in previews: a secret is refused. */
    headers?: pulumi.Input<Record<string, pulumi.Input<string>>>;
    /** URL of an HTTP proxy on the way, without user and password. */
    proxyUrl?: pulumi.Input<string>;
}

/** User name and password: https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.BasicAuth */
export interface RemoteWriteBasicAuth {
    /** User name. */
    username: pulumi.Input<string>;
    /** Password; a secret. */
    password: pulumi.Input<string>;
}

/** A token: https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Authorization */
export interface RemoteWriteAuthorization {
    /** Kind of the token. Defaults to `Bearer`. */
    type?: pulumi.Input<string>;
    /** The token; a secret. */
    credentials: pulumi.Input<string>;
}

/** OAuth 2.0 client credentials. */
export interface RemoteWriteOAuth2 {
    /** Identifier of the client. */
    clientId: pulumi.Input<string>;
    /** Secret of the client; a secret. */
    clientSecret: pulumi.Input<string>;
    /** URL that gives tokens. */
    tokenUrl: pulumi.Input<string>;
    /** Scopes to ask for. Defaults to none. */
    scopes?: pulumi.Input<pulumi.Input<string>[]>;
    /** Further parameters of the request for a token. They are shown in previews: a secret is refused. Defaults to none. */
    endpointParams?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** AWS Signature Version 4. Without keys, the credentials of the pod are used. */
export interface RemoteWriteSigv4 {
    /** Region of the receiver, such as `eu-central-1`. Defaults to the pod's. */
    region?: pulumi.Input<string>;
    /** Role to assume. Defaults to none. */
    roleArn?: pulumi.Input<string>;
    /** Access key; a secret. Defaults to the pod's credentials. */
    accessKey?: pulumi.Input<string>;
    /** Secret key; a secret. Defaults to the pod's credentials. */
    secretKey?: pulumi.Input<string>;
}

/** Microsoft Entra ID: exactly one of a managed identity and a client. */
export interface RemoteWriteAzureAd {
    /** Cloud: `AzurePublic`, `AzureChina` or `AzureGovernment`. Defaults to `AzurePublic`. */
    cloud?: pulumi.Input<string>;
    /** Client identifier of a managed identity. */
    managedIdentityClientId?: pulumi.Input<string>;
    /** Identifier of a client, with `clientSecret` and `tenantId`. */
    clientId?: pulumi.Input<string>;
    /** Secret of the client; a secret. */
    clientSecret?: pulumi.Input<string>;
    /** Tenant of the client. */
    tenantId?: pulumi.Input<string>;
}

/** Certificates for TLS, in PEM format. */
export interface RemoteWriteTls {
    /** Certificate of the authority that the receiver is checked against. Defaults to the system's authorities. */
    caCertificate?: pulumi.Input<string>;
    /** Certificate that the agent shows, with `clientKey`. */
    clientCertificate?: pulumi.Input<string>;
    /** Private key of the agent's certificate; a secret. */
    clientKey?: pulumi.Input<string>;
    /** Name that the receiver's certificate must have. Defaults to the URL's host. */
    serverName?: pulumi.Input<string>;
}
