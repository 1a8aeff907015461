import { expect } from "chai";
import { spawnSync } from "child_process";
import { join } from "path";
import { UsageError } from "../../cli/errors";
import { runCommand, usage } from "../../cli/main";
import { formatTable } from "../../cli/table";

const main = join(__dirname, "..", "..", "cli", "main.ts");
const run = (...args: string[]) => spawnSync(process.execPath, ["-r", "ts-node/register/transpile-only", main, ...args], { encoding: "utf8" });

describe("npx multicluster-prometheus", () => {
    const ask = async (...args: string[]) => {
        const lines: string[] = [];
        const status = await runCommand(args, (text) => lines.push(text));
        return { status, text: lines.join("\n") };
    };

    it("lists its commands", async () => {
        const text =
            "npx multicluster-prometheus COMMAND [options]\n\n" +
            "  doctor  says how each edge does, and what mends what is wrong\n" +
            "  render  writes the objects that a stack would have, without a cluster\n" +
            "  diff    says what a change does to the objects of a stack, in words and as YAML\n" +
            "  fleet   previews, deploys and removes all the stacks of a fleet\n" +
            "  size    says what a fleet of so many edges and series needs, and the lines for its stacks' files\n\n" +
            "The options of a command are listed by: npx multicluster-prometheus COMMAND --help";
        expect(usage()).to.equal(text);
        expect(await ask("--help")).to.deep.equal({ status: 0, text });
        expect(await ask()).to.deep.equal({ status: 2, text });
    });

    it("shows a command's help", async () => {
        const { status, text } = await ask("doctor", "--edge", "paris", "--help");
        expect(status).to.equal(0);
        expect(text).to.match(/^npx multicluster-prometheus doctor \[options\]\n/);
    });

    it("says which command was meant", async () => {
        const refusal = (name: string) => ask(name).then(() => expect.fail("no error where one was expected"), (error: Error) => error);
        expect(await refusal("docter")).to.be.instanceOf(UsageError);
        expect((await refusal("docter")).message).to.equal(
            '"docter" is not a command: "doctor" was meant. The commands are listed by: npx multicluster-prometheus --help',
        );
        expect((await refusal("constructor")).message).to.equal('"constructor" is not a command. The commands are listed by: npx multicluster-prometheus --help');
    });

    it("ends with 2 and one line where it could not tell, and shows no password", () => {
        const silent = run("doctor", "--url", "http://user:a-password@127.0.0.1:9");
        expect([silent.status, silent.stdout]).to.deep.equal([2, ""]);
        expect(silent.stderr).to.match(/^Prometheus cannot be reached at http:\/\/127\.0\.0\.1:9 \(.+\): is the URL right, and reachable from here\?\n$/);
    });
});

describe("a table of a command", () => {
    it("has text to the left and numbers to the right", () => {
        expect(formatTable([["edge", "lag"], ["paris", "3s"], ["os", "1m 2s"]], [1])).to.deep.equal(["  edge     lag", "  paris     3s", "  os     1m 2s"]);
    });
});
