import { expect } from "chai";
import { splitRemoteWriteAuth } from "../../components/values/remoteWriteAuth";

const reference = (key: string) => ({ name: "kps-remote-write", key });
const split = (auth: Parameters<typeof splitRemoteWriteAuth>[0]) => splitRemoteWriteAuth(auth, "kps-remote-write");

describe("splitRemoteWriteAuth", () => {
    it("puts nothing into a Secret where nothing is secret", () => {
        expect(split({})).to.deep.equal({ secrets: {}, entry: {} });
        expect(split({ headers: { "X-Scope-OrgID": "a" }, proxyUrl: "http://proxy:3128" })).to.deep.equal({
            secrets: {},
            entry: { headers: { "X-Scope-OrgID": "a" }, proxyUrl: "http://proxy:3128" },
        });
    });

    it("names the Secret's keys for a user and a token", () => {
        expect(split({ basicAuth: { username: "u", password: "p" } })).to.deep.equal({
            secrets: { username: "u", password: "p" },
            entry: { basicAuth: { username: reference("username"), password: reference("password") } },
        });
        expect(split({ authorization: { credentials: "t" } })).to.deep.equal({
            secrets: { credentials: "t" },
            entry: { authorization: { credentials: reference("credentials") } },
        });
    });

    it("does so for the clouds and for OAuth 2.0", () => {
        const oauth2 = { clientId: "c", clientSecret: "s", tokenUrl: "https://id.example.com/token", scopes: ["write"] };
        expect(split({ oauth2 })).to.deep.equal({
            secrets: { "client-id": "c", "client-secret": "s" },
            entry: {
                oauth2: {
                    clientId: { secret: reference("client-id") },
                    clientSecret: reference("client-secret"),
                    tokenUrl: "https://id.example.com/token",
                    scopes: ["write"],
                },
            },
        });
        expect(split({ sigv4: { region: "eu-central-1" } })).to.deep.equal({ secrets: {}, entry: { sigv4: { region: "eu-central-1" } } });
        expect(split({ sigv4: { accessKey: "a", secretKey: "s" } })).to.deep.equal({
            secrets: { "access-key": "a", "secret-key": "s" },
            entry: { sigv4: { accessKey: reference("access-key"), secretKey: reference("secret-key") } },
        });
        expect(split({ azureAd: { managedIdentityClientId: "m" } })).to.deep.equal({
            secrets: {},
            entry: { azureAd: { managedIdentity: { clientId: "m" } } },
        });
        expect(split({ azureAd: { cloud: "AzureChina", clientId: "c", clientSecret: "s", tenantId: "t" } })).to.deep.equal({
            secrets: { "client-secret": "s" },
            entry: { azureAd: { cloud: "AzureChina", oauth: { clientId: "c", clientSecret: reference("client-secret"), tenantId: "t" } } },
        });
    });

    it("does so for certificates", () => {
        expect(split({ tls: { caCertificate: "ca", clientCertificate: "crt", clientKey: "key", serverName: "name" } })).to.deep.equal({
            secrets: { "ca.crt": "ca", "tls.crt": "crt", "tls.key": "key" },
            entry: {
                tlsConfig: {
                    ca: { secret: reference("ca.crt") },
                    cert: { secret: reference("tls.crt") },
                    keySecret: reference("tls.key"),
                    serverName: "name",
                },
            },
        });
    });
});
