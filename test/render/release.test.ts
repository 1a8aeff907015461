import { expect } from "chai";
import { spawnSync } from "child_process";
import { readProject } from "../../render/project";
import { OtherStacks } from "../../render/references";
import { renderRun, runStack } from "../../render/stack";
import { withProject } from "../support/project";
import { skip } from "../support/skip";

const program = (values: string) => `const pulumi = require("@pulumi/pulumi");
const { helm } = require("@pulumi/kubernetes");
const config = new pulumi.Config();
new helm.v3.Release("r", { chart: "./chart", values: ${values} });`;
const template = `apiVersion: v1
kind: ConfigMap
metadata: {name: c}
data:
  clear: {{ .Values.clear | quote }}
  whole: {{ .Values.whole | quote }}
  base64: {{ printf "user:%s" .Values.whole | b64enc }}
  reversed: {{ splitList "" .Values.whole | reverse | join "" | quote }}
  other: {{ .Values.other | quote }}
`;

describe("secrets in a release's values", () => {
    before(function () {
        if (spawnSync("helm", ["version"]).error !== undefined) {
            skip(this, "helm is not on PATH");
        }
    });

    const rendered = (values: string, outputs: Record<string, unknown> = {}) =>
        withProject(
            {
                "index.js": program(values),
                "Pulumi.a.yaml": "config: {sample:token: {secure: v1:x}}",
                "chart/Chart.yaml": "apiVersion: v2\nname: chart\nversion: 1.0.0\n",
                "chart/templates/c.yaml": template,
            },
            async (folder) => {
                const project = readProject(folder);
                return (await renderRun(await runStack("a", new OtherStacks(project, outputs)), project)).objects[0];
            },
        );

    it("do not reach Helm, whatever the chart makes of them, and what is not secret is shown beside them", async () => {
        const { text } = await rendered(`{ clear: "in clear", whole: pulumi.secret("hunter22"), other: config.getSecret("token") }`);
        expect(text).to.contain("clear: in clear").and.to.contain("whole: '[secret]'").and.to.contain("reversed: ']terces['").and.to.contain("other: '[encrypted: sample:token]'");
        expect(text).to.contain(`base64: ${Buffer.from("user:[secret]").toString("base64")}`);
    });

    it("are those of another stack, too", async () => {
        const { text } = await rendered(`{ clear: "in clear", whole: new pulumi.StackReference("o/p/s").getOutput("password") }`, { password: "hunter22" });
        expect(text).to.contain("clear: in clear").and.to.contain("whole: '[secret]'").and.to.contain("reversed: ']terces['");
    });

    it("are told apart where one is another, and only then", async () => {
        const digests = async (clear: string, whole: string) => (await rendered(`{ clear: "${clear}", whole: pulumi.secret("${whole}") }`)).digests;
        expect(await digests("a", "hunter22")).to.deep.equal(await digests("b", "hunter22")).and.to.have.key("secret values of the release");
        expect(await digests("a", "hunter22")).not.to.deep.equal(await digests("a", "hunter23"));
    });
});
