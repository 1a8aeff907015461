import { expect } from "chai";
import { Config, errorOf, runProgram } from "./support/program";
import { RecordingMocks } from "./support/recordingMocks";

const globalStack = "organization/multicluster-prometheus/global";
const credential = { username: "paris", password: "generated" };
const enforcing = { clusterName: "global", remoteWriteUrl: "http://203.0.113.10:8427/api/v1/write", queryUrl: "http://prometheus", edgeCredentials: { paris: credential }, messageVersion: "V1.0" };

/** The text of the error that a configuration ends in. */
const refusal = async (config: Config) => (await errorOf(runProgram(new RecordingMocks({ [globalStack]: enforcing }), "test", config))).message;

describe("the command that mends a wrong configuration", () => {
    it("sets each key of a map", async () => {
        expect(await refusal({ role: "global", alerting: { deadMansSwitch: "https://a-secret" } })).to.equal(
            'The configuration of stack "test" has a problem:\n' +
                "  alerting.deadMansSwitch must be the name and key of a Kubernetes Secret in the release's namespace, which holds it\n" +
                "    pulumi config rm --path 'alerting.deadMansSwitch'\n" +
                "    pulumi config set --path 'alerting.deadMansSwitch.name' alerting\n" +
                "    pulumi config set --path 'alerting.deadMansSwitch.key' url",
        );
    });

    it("takes away a version of remote write that the global stack does not speak", async () => {
        expect(await refusal({ role: "edge", clusterName: "paris", globalStack, messageVersion: "V2.0" })).to.equal(
            'The configuration of stack "test" has a problem:\n' +
                `  messageVersion "V2.0" is not spoken by "${globalStack}", which would take the samples and lose them; remove it\n` +
                "    pulumi config rm messageVersion",
        );
    });
});
