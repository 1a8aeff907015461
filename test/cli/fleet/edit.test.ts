import { expect } from "chai";
import { resolve } from "path";
import { CannotTell } from "../../../cli/errors";
import { addEdge, Edit, removeEdge } from "../../../cli/fleet/edit";
import { FleetFile, newFleet, parseFleet } from "../../../cli/fleet/file";
import { ReadContexts } from "../../../cli/fleet/kubeconfig";
import { thrown } from "../../support/thrown";

const text = `# Our fleet.
global:
  context: hub # in Frankfurt
edges:
  paris:
  # Behind a slow line.
  tokyo: {config: {scrapeInterval: 60s}}
`;
const contexts: ReadContexts = (path) => ({ names: path === undefined ? ["hub", "paris", "tokyo", "osaka"] : ["admin"], current: "admin" });

function fileOf(content: string): FleetFile {
    const read = parseFleet(content, "multicluster-prometheus", contexts);
    return "fleet" in read ? { name: "fleet.yaml", path: "/fleet.yaml", folder: resolve("."), text: content, fleet: read.fleet } : expect.fail(read.problems.join());
}

describe("fleet add and fleet remove", () => {
    const file = fileOf(text);
    const refusal = (edit: () => Edit) => thrown(CannotTell, edit);

    it("takes out an edge whose name YAML takes for something else, and none that others refer to", () => {
        const names: ReadContexts = () => ({ names: ["global", "1", "true", "paris", "tokyo"], current: "global" });
        const of = (content: string): FleetFile => {
            const read = parseFleet(content, "multicluster-prometheus", names);
            return "fleet" in read ? { name: "fleet.yaml", path: "/fleet.yaml", folder: resolve("."), text: content, fleet: read.fleet } : expect.fail(read.problems.join());
        };
        expect(removeEdge(of("global:\nedges:\n  1:\n  paris:\n"), "1").text).to.equal("global:\nedges:\n  paris:\n");
        expect(removeEdge(of("global:\nedges: {1: , paris: }\n"), "1").text).to.match(/^global:\nedges: ?\{ ?paris: ?\}\n$/);
        const shared = of("global:\nedges:\n  paris: &slow {config: {scrapeInterval: 60s}}\n  tokyo: *slow\n");
        expect(refusal(() => removeEdge(shared, "paris"))).to.match(/^fleet\.yaml cannot be read without the edge "paris"/);
    });

    it("begins a file that is not there", () => {
        const edit = addEdge(newFleet("fleet.yaml"), "paris", { context: "osaka" }, (path) => ({ ...contexts(path), names: ["global", "osaka"] }));
        expect(edit.text).to.equal("global:\nedges:\n  paris:\n    context: osaka\n");
    });

    it("adds an edge, and keeps comments and order", () => {
        expect(addEdge(file, "osaka", {}, contexts).text).to.equal(`${text}  osaka:\n`);
        expect(addEdge(file, "kyoto", { kubeconfig: "k.yaml", context: "admin" }, contexts).text).to.equal(`${text}  kyoto:\n    kubeconfig: k.yaml\n    context: admin\n`);
    });

    it("finds the edges wherever they are", () => {
        const nested = "edges:\n    paris: # here\n        context: paris\n        config:\n            storageSize: 20Gi # more\n    # next\n    tokyo:\n# last\nglobal: {context: hub}\n";
        expect(addEdge(fileOf(nested), "osaka", {}, contexts).text).to.equal(nested.replace("    tokyo:\n", "    tokyo:\n    osaka:\n"));
        expect(removeEdge(fileOf(nested), "paris").text).to.equal("edges:\n    # next\n    tokyo:\n# last\nglobal: {context: hub}\n");
        const flow = "global: {context: hub}\nedges: {paris: {}, tokyo: {}} # two";
        expect(removeEdge(fileOf(flow), "paris").text).to.equal("global: {context: hub}\nedges: {tokyo: {}} # two\n");
        expect(addEdge(fileOf(flow), "osaka", { context: "osaka" }, contexts).text).to.equal("global: {context: hub}\nedges: {paris: {}, tokyo: {}, osaka: {context: osaka}} # two\n");
        const endless = "global: {context: hub}\nedges:\n  paris:";
        expect(addEdge(fileOf(endless), "osaka", {}, contexts).text).to.equal(`${endless}\n  osaka:\n`);
    });

    it("says what to do next", () => {
        expect(addEdge(file, "osaka", {}, contexts).message).to.equal(
            'fleet.yaml has the edge "osaka" now. Next:\n' +
                "  npx multicluster-prometheus fleet preview --only global,osaka   # what changes\n" +
                "  npx multicluster-prometheus fleet up --only global,osaka   # global gives it a password and watches it; then the stack edge-osaka deploys its agent",
        );
        expect(removeEdge(file, "tokyo").message).to.equal(
            'fleet.yaml has no edge "tokyo" now; what is deployed is as it was. Next:\n' +
                "  pulumi destroy --stack edge-tokyo && pulumi stack rm edge-tokyo   # removes its agent, and the stack\n" +
                "  npx multicluster-prometheus fleet up --only global   # its password is worth nothing then, and no alert misses it",
        );
    });

    it("says it of the file that was named, and of its project", () => {
        const other = { ...file, name: "../our fleet.yaml", folder: resolve("..") };
        expect(addEdge(other, "osaka", {}, contexts).message.split("\n").map((line) => line.split("   #")[0])).to.deep.equal([
            '../our fleet.yaml has the edge "osaka" now. Next:',
            "  npx multicluster-prometheus fleet preview --only global,osaka --file '../our fleet.yaml'",
            "  npx multicluster-prometheus fleet up --only global,osaka --file '../our fleet.yaml'",
        ]);
        expect(removeEdge(other, "tokyo").message.split("\n").map((line) => line.split("   #")[0]).slice(1)).to.deep.equal([
            "  pulumi destroy --stack edge-tokyo --cwd .. && pulumi stack rm edge-tokyo --cwd ..",
            "  npx multicluster-prometheus fleet up --only global --file '../our fleet.yaml'",
        ]);
    });

    it("takes an edge out", () => {
        const without = removeEdge(file, "paris").text;
        expect(without).to.equal(text.replace("  paris:\n", ""));
        expect(parseFleet(without, "p", contexts).problems).to.deep.equal([]);
    });

    it("refuses what would be wrong", () => {
        expect(refusal(() => addEdge(file, "paris", {}, contexts))).to.equal('fleet.yaml has an edge "paris" already: change it there, or give the new one another name');
        expect(refusal(() => addEdge(file, "kyoto", {}, contexts))).to.equal(
            'With the edge "kyoto", fleet.yaml has a problem; nothing was changed:\n  edges.kyoto.context "kyoto" is not in kubectl\'s kubeconfig: it has hub, paris, tokyo, osaka',
        );
        expect(refusal(() => removeEdge(file, "parris"))).to.equal('fleet.yaml has no edge "parris": "paris" was meant');
        expect(refusal(() => removeEdge(file, "berlin"))).to.equal('fleet.yaml has no edge "berlin": it has paris, tokyo');
        const last = fileOf("global: {context: hub}\nedges: {paris: }\n");
        expect(refusal(() => removeEdge(last, "paris"))).to.equal('"paris" is the last edge of fleet.yaml: to end the fleet, npx multicluster-prometheus fleet destroy');
    });
});
