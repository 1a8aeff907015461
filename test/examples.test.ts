import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { existsSync, readdirSync, readFileSync } from "fs";
import { join } from "path";
import { parse } from "yaml";
import { plainTextCredentials } from "../policy/rules/plainTextCredentials";
import { RecordingMocks, types, valueOf } from "./support/recordingMocks";

const folder = join(__dirname, "..", "examples");
const written = "http://203.0.113.10:8427/api/v1/write";

/** Runs an example afresh under mocks, and returns what it exports. */
async function run(name: string, mocks: RecordingMocks, config: Record<string, string>, secretKeys: string[] = []): Promise<Record<string, any>> {
    console.warn = () => undefined;
    await pulumi.runtime.setMocks(mocks, name, "production", false, "organization");
    const keyed = Object.entries(config).map(([key, value]) => [`${name}:${key}`, value]);
    pulumi.runtime.setAllConfig(Object.fromEntries(keyed), secretKeys.map((key) => `${name}:${key}`));
    return require(join(folder, name));
}

/** The edge's entry of remoteWrite, when its release is there. */
const remoteWrite = async (mocks: RecordingMocks, edge: string) =>
    (await mocks.soon(types.release, edge)).inputs.values.prometheus.prometheusSpec.remoteWrite[0];

/** What the policy against credentials in Helm values says of an example. */
const credentialsIn = (mocks: RecordingMocks) =>
    mocks.resources.flatMap(({ type, name, inputs }) => plainTextCredentials.violations({ type, name, props: inputs }, { ignoredPaths: [] }));

describe("the examples", () => {
    it("each say what they are, and none takes the library for the program", () => {
        const programs = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
        for (const { name } of programs) {
            expect(readFileSync(join(folder, name, "README.md"), "utf8"), name).to.match(/^# .+\n\n.+/);
            const project = parse(readFileSync(join(folder, name, "Pulumi.yaml"), "utf8"));
            expect(project.name).to.equal(name);
            // Else Pulumi runs what the package.json above names.
            expect(project.main, name).to.equal(existsSync(join(folder, name, "index.ts")) ? "index.ts" : undefined);
        }
    });

    for (const [name, edges, config] of [
        ["two-clusters", ["paris"], {}],
        ["fleet", ["paris", "tokyo"], { edges: JSON.stringify(["paris", "tokyo"]) }],
    ] as [string, string[], Record<string, string>][]) {
        it(`${name} has a global cluster and its edges in one program, each by its own provider`, async () => {
            const mocks = new RecordingMocks();
            const { remoteWriteUrl } = await run(name, mocks, config);
            expect(await valueOf(remoteWriteUrl)).to.equal(written);
            for (const edge of edges) {
                expect((await remoteWrite(mocks, edge)).url).to.equal(written);
                const release = mocks.one(types.release, edge);
                expect(release.provider).to.equal(edge);
                expect(release.inputs.values.prometheus.prometheusSpec.externalLabels).to.deep.equal({ cluster: edge });
                expect(mocks.one(types.secret, `${edge}-remote-write`).inputs.stringData).to.deep.equal({
                    username: edge,
                    password: `generated-global-edge-${edge}-1`,
                });
            }
            expect((await mocks.soon(types.release, "global")).provider).to.equal("global");
            expect(credentialsIn(mocks)).to.deep.equal([]);
        });
    }

    it("managed-service writes to Amazon with the pod's role, and to Grafana Cloud with a token, on a platform each", async () => {
        const mocks = new RecordingMocks();
        const grafanaCloud = { grafanaCloudUrl: "https://prometheus-1.grafana.net/api/prom/push", grafanaCloudUser: "123456", grafanaCloudToken: "a-token" };
        const roleArn = "arn:aws:iam::123456789012:role/remote-write";
        await run("managed-service", mocks, { region: "eu-central-1", workspace: "ws-1", roleArn, ...grafanaCloud }, ["grafanaCloudToken"]);
        const paris = await remoteWrite(mocks, "paris");
        expect(paris.url).to.equal("https://aps-workspaces.eu-central-1.amazonaws.com/workspaces/ws-1/api/v1/remote_write");
        expect(paris.sigv4).to.deep.equal({ region: "eu-central-1" });
        const { prometheus, kubeProxy } = mocks.one(types.release, "paris").inputs.values;
        expect(prometheus.serviceAccount.annotations).to.deep.equal({ "eks.amazonaws.com/role-arn": roleArn });
        expect(kubeProxy.serviceMonitor).to.deep.equal({ enabled: false });
        const tokyo = await remoteWrite(mocks, "tokyo");
        expect(tokyo.url).to.equal(grafanaCloud.grafanaCloudUrl);
        expect(mocks.one(types.secret).inputs.stringData).to.deep.equal({ username: "123456", password: "a-token" });
        expect(JSON.stringify(mocks.one(types.release, "tokyo").inputs)).not.to.contain("a-token");
        expect(mocks.one(types.release, "tokyo").inputs.values.kubeDns).to.deep.equal({ enabled: true });
        expect(credentialsIn(mocks)).to.deep.equal([]);
    });
});
