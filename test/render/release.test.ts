import { expect } from "chai";
import { spawnSync } from "child_process";
import { load } from "js-yaml";
import { readProject } from "../../render/project";
import { OtherStacks } from "../../render/references";
import { renderRun, runStack } from "../../render/stack";
import { errorOf } from "../support/program";
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
  number: {{ .Values.number | int }}
  replicas: {{ .Values.replicas | quote }}
  {{- if .Values.flag }}
  flag: {{ .Values.flag | quote }}
  {{- end }}
  {{- if .Values.wrong }}
  wrong: {{ fail (printf "%s is wrong" .Values.wrong) }}
  {{- end }}
`;

describe("secrets in a release's values", () => {
    before(function () {
        if (spawnSync("helm", ["version"]).error !== undefined) {
            skip(this, "helm is not on PATH");
        }
    });

    const stackOf = (values: string, outputs: Record<string, unknown> = {}) =>
        withProject(
            {
                "index.js": program(values),
                "Pulumi.a.yaml": "config: {sample:token: {secure: v1:x}}",
                "chart/Chart.yaml": "apiVersion: v2\nname: chart\nversion: 1.0.0\n",
                "chart/templates/c.yaml": template,
            },
            async (folder) => {
                const project = readProject(folder);
                return renderRun(await runStack("a", new OtherStacks(project, outputs)), project);
            },
        );
    const rendered = async (values: string, outputs?: Record<string, unknown>) => (await stackOf(values, outputs)).objects[0];

    it("do not reach Helm, whatever the chart makes of them, and what is not secret is shown beside them", async () => {
        const { text } = await rendered(`{ clear: "in clear", whole: pulumi.secret("hunter22"), other: config.getSecret("token") }`);
        expect(text).to.contain("clear: in clear").and.to.contain("whole: '[secret]'").and.to.contain("reversed: ']terces['").and.to.contain("other: '[encrypted: sample:token]'");
        expect(text).to.contain(`base64: ${Buffer.from("user:[secret]").toString("base64")}`);
    });

    it("are those of another stack, too", async () => {
        const { text } = await rendered(`{ clear: "in clear", whole: new pulumi.StackReference("o/p/s").getOutput("password") }`, { password: "hunter22" });
        expect(text).to.contain("clear: in clear").and.to.contain("whole: '[secret]'").and.to.contain("reversed: ']terces['");
    });

    it("do not reach Helm where they are numbers, booleans or short, in a part that is marked", async () => {
        const shown = async (number: number, flag: boolean, whole: string) => (await rendered(`{ replicas: 3, number: pulumi.secret(${number}), flag: pulumi.secret(${flag}), whole: pulumi.secret("${whole}") }`)).text;
        const text = await shown(31415, true, "ab");
        expect(text).to.contain("number: '[secret]'").and.to.contain("replicas: '3'").and.to.contain("flag: 'true'").and.to.contain("whole: '[secret]'");
        expect(await shown(42, false, "x")).to.equal(text);
        expect((await stackOf(`{ whole: "w", flag: pulumi.secret(false) }`)).standIns).to.deep.equal(["values.flag of Release r: true, whatever the secret is", "sample:token: encrypted"]);
    });

    it("are those that the program marked, where it hands over all values as secret", async () => {
        const { text } = await rendered(`pulumi.output({ clear: "in clear", replicas: 3, number: pulumi.secret(42), whole: pulumi.secret("ab") })`);
        expect(text).to.contain("number: '[secret]'").and.to.contain("replicas: '3'").and.to.contain("whole: '[secret]'").and.to.contain("clear: in clear");
    });

    it("are what the program makes of them, too, beside other secrets and stand-ins", async () => {
        const values = [
            `pulumi.all([pulumi.secret("hunter22"), "me"]).apply(([password, user]) => user + password.length + [...password].reverse().join(""))`,
            `pulumi.secret('{"password": "22retnuh"}').apply((text) => JSON.parse(text).password)`,
            `pulumi.secret("hunter22").apply((text) => ({ reversed: [...text].reverse().join(""), size: 8 })).reversed`,
            `pulumi.secret("hunter22").apply(async (text) => [...text].reverse().join(""))`,
        ];
        for (const whole of values) {
            const { text } = await rendered(`pulumi.output({ clear: "me", replicas: 3, whole: ${whole}, other: config.getSecret("token") })`);
            expect(text).to.contain("whole: '[secret]'").and.to.contain("other: '[encrypted: sample:token]'").and.to.contain("clear: me").and.to.contain("replicas: '3'").and.not.to.contain("22retnuh");
        }
    });

    it("leave nothing but kinds and names to see where it is not known what is secret", async () => {
        for (const values of [`pulumi.all([pulumi.secret("x"), "y"]).apply(() => ({ clear: "ab", replicas: 3, whole: "c" }))`, `pulumi.output({ clear: "ab", replicas: 3, whole: "c", flag: pulumi.secret(true) })`]) {
            const { apiVersion, kind, metadata, data } = load((await rendered(values)).text) as Record<string, object>;
            expect([apiVersion, kind, metadata, new Set(Object.values(data))]).to.deep.equal(["v1", "ConfigMap", { name: "c" }, new Set(["[secret]"])]);
        }
    });

    it("do not come out in Helm's own words", async () => {
        const failure = async (values: string) => (await errorOf(rendered(values))).message;
        expect(await failure(`{ whole: pulumi.secret("hunter22"), wrong: "hunter22" }`)).to.match(/^helm cannot render the release r of .*chart: .*\[secret\] is wrong/s).and.not.to.contain("hunter22");
        const hidden = await failure(`pulumi.all([pulumi.secret("x"), "y"]).apply(() => ({ whole: "c", wrong: "ab" }))`);
        expect(hidden).to.match(/^helm cannot render the release r of \S+: chart\/templates\/c\.yaml:\d+:\d+; its words are not shown, since all values of the release are secret: mark only the leaf that is$/);
    });

    it("are still secret where another resource hands them on", async () => {
        const { text } = await rendered(`{ whole: new (require("@pulumi/kubernetes").core.v1.ConfigMap)("m", { data: { a: pulumi.secret("hunter22") } }).data.a }`);
        expect(text).to.contain("whole: '[secret]'");
    });

    it("are told apart where one is another, and only then", async () => {
        const digests = async (clear: string, whole: string) => (await stackOf(`{ clear: "${clear}", whole: pulumi.secret("${whole}") }`)).digests;
        expect(await digests("a", "hunter22")).to.deep.equal(await digests("b", "hunter22")).and.to.have.keys("secret values of Release r", "encrypted value of sample:token");
        expect(await digests("a", "hunter22")).not.to.deep.equal(await digests("a", "hunter23"));
    });
});
