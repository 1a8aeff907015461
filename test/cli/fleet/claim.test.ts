import { expect } from "chai";
import { spawnSync } from "child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "fs";
import { tmpdir } from "os";
import { join, relative, resolve } from "path";
import { claimLogs } from "../../../cli/fleet/claim";
import { CannotTell } from "../../../cli/errors";
import { thrown } from "../../support/thrown";

describe("the claim of a fleet's logs", () => {
    const folder = mkdtempSync(join(tmpdir(), "claim-"));
    const file = join(folder, "running");

    after(() => rmSync(folder, { recursive: true }));

    /** A process that claims the folder, and ends: its exit status, and its id. */
    const claimant = () => {
        const script = `require("ts-node/register/transpile-only"); require("./cli/fleet/claim").claimLogs(${JSON.stringify(folder)}); process.stdout.write(require("fs").readFileSync(${JSON.stringify(file)}));`;
        const { status, pid, stdout } = spawnSync(process.execPath, ["-e", script], { cwd: resolve(__dirname, "..", "..", ".."), encoding: "utf8" });
        return { status, pid, stdout };
    };

    it("is refused while another run has them, and says what to do", () => {
        writeFileSync(file, `${process.ppid}\n`);
        expect(thrown(CannotTell, () => claimLogs(folder))).to.equal(
            `Another fleet command (process ${process.ppid}) writes its logs to ${relative("", folder)}; nothing was changed. ` +
                `Wait until it has ended; if that process is none, remove ${relative("", file)}`,
        );
        expect(claimant()).to.deep.include({ status: 1, stdout: "" });
        expect(readFileSync(file, "utf8"), "the claim stays").to.equal(`${process.ppid}\n`);
    });

    it("is let go at the end of a run, also of one that took over what a killed one left", () => {
        for (const left of ["2147483647\n", "", "x"]) {
            writeFileSync(file, left);
            const { status, pid, stdout } = claimant();
            expect([status, stdout]).to.deep.equal([0, `${pid}\n`]);
            expect(existsSync(file)).to.equal(false);
        }
    });
});
