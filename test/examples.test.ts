import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { RecordingMocks, types, valueOf } from "./support/recordingMocks";

describe("examples/fleet", () => {
    it("has a global cluster and two edges in one program, each by its own provider", async () => {
        const mocks = new RecordingMocks();
        console.warn = () => undefined;
        await pulumi.runtime.setMocks(mocks, "fleet", "production", false, "organization");
        pulumi.runtime.setAllConfig({ "fleet:edges": JSON.stringify(["paris", "tokyo"]) });
        const { remoteWriteUrl } = require("../examples/fleet");
        expect(await valueOf(remoteWriteUrl)).to.equal("http://203.0.113.10:8427/api/v1/write");
        for (const edge of ["paris", "tokyo"]) {
            const release = await mocks.soon(types.release, edge);
            expect(release.provider).to.equal(edge);
            const { prometheusSpec } = release.inputs.values.prometheus;
            expect(prometheusSpec.externalLabels).to.deep.equal({ cluster: edge });
            expect(prometheusSpec.remoteWrite[0].url).to.equal("http://203.0.113.10:8427/api/v1/write");
            expect(mocks.one(types.secret, `${edge}-remote-write`).inputs.stringData).to.deep.equal({
                username: edge,
                password: `generated-global-edge-${edge}-1`,
            });
        }
        expect(mocks.one(types.release, "global").provider).to.equal("global");
    });
});
