import { expect } from "chai";
import { EdgePrometheus } from "../components";
import { edgeProblems } from "../components/validation/edge";
import { describeProblem } from "../components/validation/problem";
import { runProgram, startMocks } from "./support/program";
import { RecordingMocks, types } from "./support/recordingMocks";

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

    it("stay secret where the configuration keeps Helm values encrypted, with a warning", async () => {
        const mocks = new RecordingMocks();
        const config = { role: "edge", clusterName: "paris", remoteWriteUrl: "https://mimir.example.com/api/v1/push", values: { commonLabels: { a: "a-secret" } } };
        await runProgram(mocks, "edge", config, ["values"]);
        expect((await mocks.soon(types.release)).secrets).to.deep.equal(["values"]);
        expect(mocks.one(types.edge).secrets).to.deep.equal(["values"]);
        expect(mocks.warnings.join()).to.contain("The Helm values hold a secret");
    });
});
