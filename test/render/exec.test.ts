import { expect } from "chai";
import { tmpdir } from "os";
import { realpathSync } from "fs";
import { DemoError } from "../../demo/errors";
import { run, succeeds } from "../../demo/command";
import { runProgram } from "../../cli/program";
import { execute } from "../../render/exec";
import { errorOf } from "../support/program";

const node = (script: string): [string, string[]] => [process.execPath, ["-e", script]];

describe("a program that is run", () => {
    it("gets its input, its folder and its variables, and tells how it ended", async () => {
        const script = 'process.stdin.on("data", (text) => console.log(`${text} ${process.cwd()} ${process.env.WORD}`)).on("end", () => { console.error("why"); process.exit(3); })';
        const cwd = realpathSync(tmpdir());
        expect(await execute(...node(script), { cwd, env: { ...process.env, WORD: "é" }, input: "in" })).to.deep.equal({ status: 3, stdout: `in ${cwd} é\n`, stderr: "why\n" });
    });

    it("may write much, and read nothing of its input", async () => {
        const { status, stdout } = await execute(...node('process.stdout.write("x".repeat(3_000_000))'), { input: "y".repeat(3_000_000) });
        expect([status, stdout.length]).to.deep.equal([0, 3_000_000]);
    });

    it("is told of where it is missing, takes too long, or is ended by a signal", async () => {
        expect((await execute("no-such-program", [])).status).to.equal("missing");
        expect((await execute(...node("setTimeout(() => undefined, 60_000)"), { timeoutMs: 300 })).status).to.equal("timeout");
        expect((await execute(...node('process.kill(process.pid, "SIGKILL")'))).status).to.equal(1);
    });

    it("has the command line's own variables beside those of this process", async () => {
        const { stdout } = await runProgram(...node("console.log(process.env.PULUMI_SKIP_UPDATE_CHECK, process.env.WORD, process.env.PATH)"), undefined, { WORD: "a" });
        expect(stdout).to.match(/^true a .+bin\n$/);
    });

    it("fails the demo in words", async () => {
        const failure = async (program: string, args: string[], ms = 10_000) => {
            const error = await errorOf(run(program, args, ms));
            expect(error).to.be.instanceOf(DemoError);
            return error.message;
        };
        expect(await run(...node("console.log(1)"), 10_000)).to.equal("1\n");
        expect(await failure("no-such-program", ["a", "b"])).to.equal('"no-such-program a b" failed: it is not there');
        expect(await failure(...node('console.error("first\\nlast"); process.exit(1)'))).to.match(/ failed: last$/);
        expect(await failure(...node("setTimeout(() => undefined, 60_000)"), 300)).to.match(/ failed: no end after 0.3 s$/);
        expect([await succeeds(...node("")), await succeeds(...node("process.exit(1)"))]).to.deep.equal([true, false]);
    });
});
