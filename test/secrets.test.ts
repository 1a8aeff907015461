import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { EdgePrometheus } from "../components";
import { refusedSecrets } from "../components/validation/checkedArgs";
import { edgeProblems } from "../components/validation/edge";
import { describeProblem } from "../components/validation/problem";
import { errorOf, runProgram, startMocks } from "./support/program";
import { RecordingMocks, types, valueOf } from "./support/recordingMocks";

describe("secrets of an edge", () => {
    it("are secret among the component's inputs in the state, too, where a program has them in clear", async () => {
        const mocks = new RecordingMocks();
        await startMocks(mocks, "edge");
        new EdgePrometheus("paris", {
            clusterName: "paris",
            remoteWriteUrl: "https://mimir.example.com/api/v1/push",
            remoteWriteAuth: { oauth2: { clientId: "paris", clientSecret: "a-secret", tokenUrl: "https://login.example.com" } },
        });
        const release = await mocks.soon(types.release);
        expect(mocks.one(types.edge).secrets).to.deep.equal(["remoteWriteAuth"]);
        expect(release.secrets).to.deep.equal([]);
        expect(JSON.stringify(release.inputs)).not.to.contain("a-secret");
    });

    it("are not taken in a URL, which previews and Helm values show, and no error shows them", () => {
        const url = "https://paris:a-secret@mimir.example.com/api/v1/push";
        const args = {
            clusterName: "paris",
            remoteWriteUrl: url,
            remoteWriteAuth: { proxyUrl: "socks5://paris:a-secret@proxy", oauth2: { clientId: "c", clientSecret: "s", tokenUrl: url } },
            additionalRemoteWrite: { mimir: { url } },
        };
        const why = "has a user or password in it, which previews and Helm values would show";
        expect(edgeProblems(args).map((problem) => `${problem.path} ${describeProblem(problem)}`)).to.deep.equal([
            `remoteWriteUrl ${why}; set them in remoteWriteAuth.basicAuth`,
            `remoteWriteAuth.oauth2.tokenUrl ${why}; take them out`,
            `remoteWriteAuth.proxyUrl ${why}; take them out`,
            `additionalRemoteWrite.mimir.url ${why}; name a Kubernetes Secret in its basicAuth`,
        ]);
    });

    it("are not taken in a header or a parameter that is one by its name, and the text says where they belong", () => {
        const headers = { "X-Scope-OrgID": "team", Authorization: "Bearer a-secret", "x-api-key": "a-secret", "X-Auth-Token": "a-secret", "X-Password": "a-secret" };
        const endpointParams = { audience: "mimir", requested_token_type: "jwt", client_secret: "a-secret", password: "a-secret" };
        const oauth2 = { clientId: "c", clientSecret: "s", tokenUrl: "https://login.example.com/token", endpointParams };
        const args = { clusterName: "paris", remoteWriteUrl: "https://mimir.example.com/api/v1/push", remoteWriteAuth: { headers, oauth2 } };
        const ofHeaders =
            "is a secret by its name, and Helm values and previews show headers; " +
            "set it in remoteWriteAuth.authorization or remoteWriteAuth.basicAuth, which goes into a Secret";
        const ofParams =
            "is a secret by its name, and Helm values and previews show oauth2.endpointParams; " +
            "set it in remoteWriteAuth.oauth2.clientSecret, which goes into a Secret";
        expect(edgeProblems(args).map((problem) => `${problem.path} ${describeProblem(problem)}`)).to.deep.equal([
            `remoteWriteAuth.headers.Authorization ${ofHeaders}`,
            `remoteWriteAuth.headers.x-api-key ${ofHeaders}`,
            `remoteWriteAuth.headers.X-Auth-Token ${ofHeaders}`,
            `remoteWriteAuth.headers.X-Password ${ofHeaders}`,
            `remoteWriteAuth.oauth2.endpointParams.client_secret ${ofParams}`,
            `remoteWriteAuth.oauth2.endpointParams.password ${ofParams}`,
        ]);
    });

    it("are named by no path in an error, by which Pulumi would show their values", async () => {
        await startMocks(new RecordingMocks(), "edge");
        const args = {
            clusterName: "Paris",
            remoteWriteUrl: "https://paris:a-secret@mimir.example.com/api/v1/push",
            remoteWriteAuth: { headers: { "X-API-Key": "a-secret" }, authorization: { credentials: "" } },
        };
        const { errors, message } = await errorOf((async () => new EdgePrometheus("paris", args))()) as pulumi.InputPropertiesError;
        expect(errors!.map(({ propertyPath }) => propertyPath)).to.deep.equal(["clusterName"]);
        expect(message.split("\n").map((line) => line.trim().split(" ")[0])).to.deep.equal([
            "EdgePrometheus",
            "remoteWriteUrl",
            "remoteWriteAuth.authorization.credentials",
            "remoteWriteAuth.headers.X-API-Key",
        ]);
    });

    for (const [part, auth, instead] of [
        ["headers", { headers: { "X-Scope-OrgID": pulumi.secret("a-secret") } }, "remoteWriteAuth.authorization or remoteWriteAuth.basicAuth"],
        [
            "oauth2.endpointParams",
            { oauth2: { clientId: "c", clientSecret: "s", tokenUrl: "https://login.example.com/token", endpointParams: pulumi.secret({ audience: "a-secret" }) } },
            "remoteWriteAuth.oauth2.clientSecret",
        ],
    ] as const) {
        it(`are not taken in ${part} where Pulumi knows that they are secret`, async () => {
            const mocks = new RecordingMocks();
            await startMocks(mocks, "edge");
            const edge = new EdgePrometheus("paris", { clusterName: "paris", remoteWriteUrl: "https://mimir.example.com/api/v1/push" });
            const refused = await errorOf(valueOf(refusedSecrets(auth, edge)));
            expect(refused.message).to.equal(
                "EdgePrometheus has 1 wrong arg:\n" +
                    `  remoteWriteAuth.${part} holds a secret, and Helm values and previews show ${part}; set it in ${instead}, which goes into a Secret`,
            );
        });
    }

    it("beside a header in clear are no reason to refuse it", async () => {
        const mocks = new RecordingMocks();
        await startMocks(mocks, "edge");
        const remoteWriteAuth = { basicAuth: { username: "paris", password: pulumi.secret("a-secret") }, headers: { "X-Scope-OrgID": pulumi.output("team") } };
        new EdgePrometheus("paris", { clusterName: "paris", remoteWriteUrl: "https://mimir.example.com/api/v1/push", remoteWriteAuth });
        const { prometheusSpec } = (await mocks.soon(types.release)).inputs.values.prometheus;
        expect(prometheusSpec.remoteWrite[0].headers).to.deep.equal({ "X-Scope-OrgID": "team" });
    });

    it("stay secret where the configuration keeps Helm values encrypted, with a warning", async () => {
        const mocks = new RecordingMocks();
        const config = { role: "edge", clusterName: "paris", remoteWriteUrl: "https://mimir.example.com/api/v1/push", values: { commonLabels: { a: "a-secret" } } };
        await runProgram(mocks, "edge", config, ["values"]);
        expect((await mocks.soon(types.release)).secrets).to.deep.equal(["values"]);
        expect(mocks.one(types.edge).secrets).to.deep.equal(["values"]);
        expect(mocks.warnings.join()).to.contain("The Helm values hold a secret");
    });
});
