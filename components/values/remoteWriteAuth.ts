import * as pulumi from "@pulumi/pulumi";
import { RemoteWriteAuth } from "../remoteWriteAuth";
import { Values } from "./merge";

/** Secret texts by key, and the part of a `remoteWrite` entry that refers to them by name. */
export interface SplitAuth {
    secrets: Record<string, pulumi.Input<string>>;
    entry: Values;
}

const secretKeys = ["password", "credentials", "clientSecret", "accessKey", "secretKey", "clientKey"];

/** Marks what is secret as such, also where a program has it in clear. */
export function withSecretsMarked(auth: RemoteWriteAuth): RemoteWriteAuth {
    const marked = (value: Values): Values =>
        Object.fromEntries(
            Object.entries(value).map(([key, inner]) => [key, secretKeys.includes(key) ? pulumi.secret(inner) : isPlainMap(inner) ? marked(inner) : inner]),
        );
    return marked(auth);
}

/** Parts what is secret from what Helm values may show: the entry names the Secret and its keys. */
export function splitRemoteWriteAuth(auth: RemoteWriteAuth, secretName: pulumi.Input<string>): SplitAuth {
    const secrets: Record<string, pulumi.Input<string>> = {};
    /** Keeps a text in the Secret, and refers to it. */
    const keep = (key: string, text: pulumi.Input<string> | undefined) => {
        if (text === undefined) {
            return undefined;
        }
        secrets[key] = text;
        return { name: secretName, key };
    };
    const { basicAuth, authorization, oauth2, sigv4, azureAd, tls, headers, proxyUrl } = auth;
    const entry = {
        basicAuth: basicAuth && { username: keep("username", basicAuth.username), password: keep("password", basicAuth.password) },
        authorization: authorization && { type: authorization.type, credentials: keep("credentials", authorization.credentials) },
        oauth2: oauth2 && {
            ...oauth2,
            clientId: { secret: keep("client-id", oauth2.clientId) },
            clientSecret: keep("client-secret", oauth2.clientSecret),
        },
        sigv4: sigv4 && { ...sigv4, accessKey: keep("access-key", sigv4.accessKey), secretKey: keep("secret-key", sigv4.secretKey) },
        azureAd: azureAd && {
            cloud: azureAd.cloud,
            managedIdentity: azureAd.managedIdentityClientId && { clientId: azureAd.managedIdentityClientId },
            oauth: azureAd.clientId && {
                clientId: azureAd.clientId,
                clientSecret: keep("client-secret", azureAd.clientSecret),
                tenantId: azureAd.tenantId,
            },
        },
        tlsConfig: tls && {
            ca: tls.caCertificate && { secret: keep("ca.crt", tls.caCertificate) },
            cert: tls.clientCertificate && { secret: keep("tls.crt", tls.clientCertificate) },
            keySecret: keep("tls.key", tls.clientKey),
            serverName: tls.serverName,
        },
        headers,
        proxyUrl,
    };
    return { secrets, entry: withoutUndefined(entry) };
}

function withoutUndefined(value: Values): Values {
    return Object.fromEntries(
        Object.entries(value)
            .filter(([, inner]) => inner !== undefined)
            .map(([key, inner]) => [key, isPlainMap(inner) ? withoutUndefined(inner) : inner]),
    );
}

// Outputs are objects, too.
function isPlainMap(value: unknown): value is Values {
    return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
