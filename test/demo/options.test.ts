import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "fs";
import { tmpdir } from "os";
import { join } from "path";
import { UsageError } from "../../demo/errors";
import { parseOptions, usage } from "../../demo/options";
import { thrown } from "../support/thrown";

describe("the demo's command line", () => {
    const folder = mkdtempSync(join(tmpdir(), "demo-options-"));
    const file = (name: string, text: string) => {
        writeFileSync(join(folder, name), text);
        return join(folder, name);
    };
    const one = file("one.kubeconfig", "clusters: [{name: one}]");
    const two = file("two.kubeconfig", "clusters: [{name: two}]");
    const both = ["--global-kubeconfig", one, "--edge-kubeconfig", two];

    const wrong = (...args: string[]) => thrown(UsageError, () => parseOptions(args));

    after(() => rmSync(folder, { recursive: true }));

    it("asks for nothing by default", () => {
        expect(parseOptions([])).to.deep.equal({ requireClusters: false, down: false, json: false, help: false });
    });

    it("takes two clusters, the address of a node, values and switches", () => {
        const values = file("values.yaml", "grafana: {enabled: false}");
        const switches = ["--require-clusters", "--down", "--json", "--help"];
        expect(parseOptions([...both, "--node-address", "203.0.113.10", "--values", values, ...switches])).to.deep.equal({
            kubeconfigs: { global: one, edge: two },
            nodeAddress: "203.0.113.10",
            values: { grafana: { enabled: false } },
            requireClusters: true,
            down: true,
            json: true,
            help: true,
        });
    });

    it("refuses an option that it does not know, and says where they are listed", () => {
        expect(wrong("--dwon")).to.match(/^Unknown option '--dwon'.*\nThe options are listed by: npm run demo -- --help$/);
        expect(wrong("down")).to.contain("npm run demo -- --help");
    });

    it("refuses one cluster", () => {
        const rule = "the demo takes two clusters, or makes both";
        expect(wrong("--global-kubeconfig", one)).to.equal(`--global-kubeconfig needs --edge-kubeconfig too: ${rule}`);
        expect(wrong("--edge-kubeconfig", two)).to.equal(`--edge-kubeconfig needs --global-kubeconfig too: ${rule}`);
        expect(wrong("--node-address", "203.0.113.10")).to.match(/^--node-address needs --global-kubeconfig and --edge-kubeconfig/);
    });

    it("refuses a file that is not there, not YAML, no map or no kubeconfig", () => {
        const missing = join(folder, "missing.yaml");
        expect(wrong("--values", missing)).to.match(/missing\.yaml cannot be read \(ENOENT.*\): give the path of a file that is there$/);
        expect(wrong("--values", file("broken.yaml", "a: [1"))).to.match(/^--values .*broken\.yaml is not YAML: /);
        expect(wrong("--values", file("list.yaml", "- 1"))).to.match(/must hold a YAML map, such as "grafana: \{enabled: false\}"$/);
        expect(wrong("--global-kubeconfig", file("other.yaml", "a: 1"), "--edge-kubeconfig", two)).to.match(
            /other\.yaml has no clusters: write one with "kubectl config view --minify --flatten --context NAME"$/,
        );
    });

    it("describes each option in lines that fit a terminal", () => {
        for (const flag of ["global-kubeconfig", "edge-kubeconfig", "node-address", "values", "require-clusters", "down", "json", "help"]) {
            expect(usage).to.contain(`--${flag}`);
        }
        expect(Math.max(...usage.split("\n").map((line) => line.length))).to.be.at.most(110);
    });
});
