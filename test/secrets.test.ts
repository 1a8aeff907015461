import { expect } from "chai";
import { EdgePrometheus } from "../components";
import { startMocks } from "./support/program";
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
});
