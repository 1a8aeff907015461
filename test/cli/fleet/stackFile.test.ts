import { expect } from "chai";
import { stackFile } from "../../../cli/fleet/stackFile";

const names = { stack: "edge-paris", file: "fleet.yaml" };
const config = { "p:role": "edge", "p:queueConfig": { maxShards: 20 } };

describe("a stack's file of a fleet", () => {
    const write = (text?: string, given: Record<string, unknown> = config) => stackFile(text, given, names);
    const written = write().text;

    it("says that it is written, and has the configuration", () => {
        const [header, ...lines] = written.split("\n");
        expect(header).to.match(/^# Written by "multicluster-prometheus fleet" from fleet\.yaml: change that\. Secrets that are set here stay\. \([0-9a-f]{12}\)$/);
        expect(lines.join("\n")).to.equal("config:\n  p:role: edge\n  p:queueConfig:\n    maxShards: 20\n");
    });

    it("stays as it is where nothing changed", () => {
        const salted = `${written}encryptionsalt: v1:abc=\n`;
        expect(write(salted)).to.deep.equal({ text: salted, problems: [] });
    });

    it("changes with the fleet's file; secrets, comments and what else Pulumi wrote stay", () => {
        const before = `${written.replace("p:role: edge", "p:role: edge # one of many")}  p:password:\n    secure: v1:xyz\nencryptionsalt: v1:abc=\n`;
        const { text, problems } = write(before, { "p:role": "edge", "p:scrapeInterval": "30s" });
        expect(problems).to.deep.equal([]);
        expect(text.split("\n").slice(1).join("\n")).to.equal(
            "config:\n  p:role: edge # one of many\n  p:password:\n    secure: v1:xyz\n  p:scrapeInterval: 30s\nencryptionsalt: v1:abc=\n",
        );
        expect(text.split("\n")[0]).not.to.equal(written.split("\n")[0]);
    });

    it("is a problem where someone else changed it, and the fleet's file does not say the same", () => {
        const changed = written.replace("maxShards: 20", "maxShards: 30").replace("config:\n", "config:\n  p:scrapeInterval: 60s\n");
        expect(write(changed).problems).to.deep.equal([
            `Pulumi.edge-paris.yaml sets p:scrapeInterval, which fleet.yaml does not: say it in fleet.yaml, and take it out of Pulumi.edge-paris.yaml`,
            `Pulumi.edge-paris.yaml sets p:queueConfig, and fleet.yaml says otherwise: say it in fleet.yaml, and take it out of Pulumi.edge-paris.yaml`,
        ]);
        expect(write(changed, { "p:role": "edge", "p:queueConfig": { maxShards: 30 }, "p:scrapeInterval": "60s" }).problems).to.deep.equal([]);
    });

    it("is mended by the list of edges where it contradicts what comes from that", () => {
        expect(write("config:\n  p:edges: [edge]\n  p:role: global\n").problems).to.deep.equal([
            "Pulumi.edge-paris.yaml sets p:edges; fleet.yaml says it by its list of edges: name them there, and take it out of Pulumi.edge-paris.yaml",
            "Pulumi.edge-paris.yaml sets p:role; fleet.yaml says it by its list of edges: name them there, and take it out of Pulumi.edge-paris.yaml",
        ]);
    });

    it("is taken over where it was written by hand and says nothing else", () => {
        expect(write("# mine\nconfig:\n  p:role: edge\n")).to.deep.equal({
            text: `${written.split("\n")[0]}\n# mine\nconfig:\n  p:role: edge\n  p:queueConfig:\n    maxShards: 20\n`,
            problems: [],
        });
    });

    it("is a problem where a secret of it is plain in the fleet's file", () => {
        expect(write("config:\n  p:queueConfig:\n    secure: v1:xyz\n").problems).to.deep.equal([
            `Pulumi.edge-paris.yaml has p:queueConfig as a secret, and fleet.yaml sets it too: take it out of one of them`,
        ]);
    });
});
