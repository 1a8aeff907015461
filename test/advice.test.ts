import { expect } from "chai";
import { Config, errorOf, runProgram } from "./support/program";
import { RecordingMocks } from "./support/recordingMocks";

/** The text of the error that a configuration ends in. */
const refusal = async (config: Config) => (await errorOf(runProgram(new RecordingMocks(), "test", config))).message;

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
});
