import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "fs";
import { tmpdir } from "os";
import { join, resolve } from "path";
import { loadProgram, requireSdk } from "../../../cli/fleet/program";

describe("the program that a fleet runs", () => {
    const folder = mkdtempSync(join(tmpdir(), "program-"));
    const load = (main: string, code: string) => {
        writeFileSync(join(folder, "Pulumi.yaml"), `name: p\nruntime: nodejs\nmain: ${main}\n`);
        writeFileSync(join(folder, main), code);
        return loadProgram(folder);
    };

    after(() => rmSync(folder, { recursive: true }));

    it("is the function that the project's main exports", async () => {
        expect(await load("main.js", "module.exports = async () => 7;")()).to.equal(7);
        expect(loadProgram(resolve(__dirname, "..", "..", ".."))).to.equal(require("../../../index"));
    });

    it("needs its packages", () => {
        expect(() => requireSdk(folder)).to.throw(`The packages of ${folder} are not there: run npm ci in it`);
    });

    it("must be a function", () => {
        const text = `${join(folder, "other.js")} exports no function, as this project's index.ts does: a fleet runs that program`;
        expect(() => load("other.js", "exports.x = 1;")).to.throw(text);
    });
});
