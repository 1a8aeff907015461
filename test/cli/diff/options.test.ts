import { expect } from "chai";
import * as diff from "../../../cli/diff/options";
import * as render from "../../../cli/render/options";

describe("the options of diff", () => {
    it("have defaults, and take all flags", () => {
        expect(diff.parseOptions(["--stack", "edge"])).to.deep.equal({ stack: "edge", format: "text", kubeVersion: "1.35.0", limit: 60_000 });
        expect(diff.parseOptions(["--stack", "*", "--base", "v1", "--outputs", "f", "--markdown", "--limit", "5000", "--kube-version", "1.33"])).to.deep.equal({
            stack: "*",
            base: "v1",
            outputs: "f",
            format: "markdown",
            limit: 5000,
            kubeVersion: "1.33",
        });
    });

    it("are refused with what is right", () => {
        const refused: [string[], string][] = [
            [[], "--stack is missing: name the stack, such as --stack edge, or all of them by --stack '*'"],
            [["--stack", "a", "--json", "--words"], "--words and --json are two formats: give one of them"],
            [["--stack", "a", "--markdown", "--limit", "9"], "--limit 9 must be a whole number of characters from 1000 on, such as --limit 60000"],
            [["--stack", "a", "--limit", "2000"], "--limit is the length of what --markdown writes: give both, or none"],
            [["--stack", "a", "--base=-x"], "--base -x is no commit, branch or tag"],
            [["--stack", "a", "--kube-version", "new"], "--kube-version new is no version of Kubernetes: give one such as 1.35.0"],
        ];
        for (const [args, text] of refused) {
            expect(() => diff.parseOptions(args), args.join(" ")).to.throw(text);
        }
    });
});

describe("the options of render", () => {
    it("have defaults, and need a stack", () => {
        expect(render.parseOptions(["--stack", "edge", "--out", "d"])).to.deep.equal({ stack: "edge", out: "d", kubeVersion: "1.35.0" });
        expect(() => render.parseOptions([])).to.throw("--stack is missing: name the stack, such as --stack edge");
        expect(() => render.parseOptions(["--stak", "a"])).to.throw("--stak is not an option of render: --stack was meant");
    });
});
