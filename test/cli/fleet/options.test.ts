import { expect } from "chai";
import { availableParallelism } from "os";
import { UsageError } from "../../../cli/errors";
import { parseOptions, usage } from "../../../cli/fleet/options";
import { thrown } from "../../support/thrown";

describe("the fleet's command line", () => {
    const wrong = (...args: string[]) => thrown(UsageError, () => parseOptions(args));

    it("runs as many edges at a time as there are cores, by default", () => {
        const options = { action: "preview", file: "fleet.yaml", json: false, parallel: availableParallelism(), failFast: false, yes: false };
        expect(parseOptions(["preview"])).to.deep.equal(options);
    });

    it("takes each option", () => {
        const args = ["up", "--file", "f.yaml", "--only", "eu-*,global", "--parallel=8", "--fail-fast", "--yes", "--json"];
        expect(parseOptions(args)).to.deep.equal({ action: "up", file: "f.yaml", only: "eu-*,global", parallel: 8, failFast: true, yes: true, json: true });
        expect(parseOptions(["status", "--only", "paris"])).to.deep.equal({ action: "status", file: "fleet.yaml", only: "paris", json: false });
        expect(parseOptions(["add", "paris", "--kubeconfig", "k", "--context", "c"])).to.deep.equal({
            action: "add", file: "fleet.yaml", json: false, name: "paris", kubeconfig: "k", context: "c",
        });
        expect(parseOptions(["remove", "paris"])).to.deep.equal({ action: "remove", file: "fleet.yaml", json: false, name: "paris" });
    });

    it("refuses what it does not know, and says what was meant", () => {
        const help = "The actions are listed by: npx multicluster-prometheus fleet --help";
        expect(wrong()).to.equal(`fleet needs an action: preview, up, refresh, destroy, status, add, remove. ${help}`);
        expect(wrong("--json")).to.equal(`fleet needs an action: preview, up, refresh, destroy, status, add, remove. ${help}`);
        expect(wrong("previw")).to.equal(`"previw" is not an action of fleet: "preview" was meant. ${help}`);
        expect(wrong("constructor")).to.equal(`"constructor" is not an action of fleet. ${help}`);
        expect(wrong("up", "--paralel", "2")).to.equal("--paralel is not an option of fleet up: --parallel was meant. The options are listed by: npx multicluster-prometheus fleet up --help");
        expect(wrong("preview", "--yes")).to.match(/^--yes is not an option of fleet preview\./);
        expect(wrong("remove", "paris", "--context", "c")).to.match(/^--context is not an option of fleet remove\./);
    });

    it("refuses a wrong value", () => {
        for (const text of ["0", "1.5", "many", "101"]) {
            expect(wrong("up", "--parallel", text)).to.equal(`--parallel ${text} must be a whole number from 1 to 100, such as --parallel 4`);
        }
        expect(wrong("add")).to.equal("fleet add needs the name of an edge, such as: npx multicluster-prometheus fleet add paris");
        expect(wrong("remove", "--file", "f")).to.equal("fleet remove needs the name of an edge, such as: npx multicluster-prometheus fleet remove paris");
    });

    it("describes each action and option in lines that fit a terminal", () => {
        for (const word of ["preview", "up", "refresh", "destroy", "status", "add NAME", "remove NAME"]) {
            expect(usage).to.contain(`\n  ${word} `);
        }
        for (const flag of ["file", "only", "parallel", "fail-fast", "yes", "json", "kubeconfig", "context", "help"]) {
            expect(usage).to.contain(`\n  --${flag} `);
        }
        expect(Math.max(...usage.split("\n").map((line) => line.length))).to.be.at.most(110);
    });
});
