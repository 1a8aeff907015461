import { expect } from "chai";
import { readFileSync } from "fs";
import { join } from "path";
import { chart, defaults } from "../components";
import { configKeys } from "../components/configKeys";
import { configurationDocument } from "../scripts/configuration-document";
import { componentSchema } from "./support/schema";

const read = (...path: string[]) => readFileSync(join(__dirname, "..", ...path), "utf8");

describe("the documents", () => {
    const schema = componentSchema();

    it("describe the configuration as it is", () => {
        expect(read("docs", "configuration.md"), "run: npm run generate").to.equal(configurationDocument(schema));
    });

    it("name each arg of a component as a key of its role, and the other way round", () => {
        for (const [role, component] of [["global", "GlobalPrometheus"], ["edge", "EdgePrometheus"]] as const) {
            const args = Object.keys(schema.resources[`multicluster-prometheus:index:${component}`].inputProperties);
            const keys = Object.keys(configKeys).filter((key) => configKeys[key].roles.includes(role) && configKeys[key].description === undefined);
            expect(keys.sort(), role).to.deep.equal(args.sort());
        }
    });

    it("state the defaults that the code has", () => {
        const stated = (component: string, arg: string) =>
            /Defaults to ([^.]*`[^`]*`[^.]*)/.exec(schema.resources[`multicluster-prometheus:index:${component}`].inputProperties[arg].description)?.[1];
        for (const arg of ["namespace", "releaseName", "upgradeCrds", "scrapeInterval", "outageTolerance"] as const) {
            expect(stated("EdgePrometheus", arg), arg).to.equal(`\`${defaults[arg]}\``);
        }
        for (const arg of ["clusterName", "retention", "gateway", "enforceClusterLabel", "relayStorageSize", "serviceType", "nodePort", "fleetAlerts", "edgeAbsentAfter"] as const) {
            expect(stated("GlobalPrometheus", arg), arg).to.equal(`\`${defaults.global[arg]}\``);
        }
        expect(stated("EdgePrometheus", "annotationDiscovery")).to.equal(`\`${defaults.edge.annotationDiscovery}\``);
        expect(stated("EdgePrometheus", "storageSize")).to.equal(`\`${defaults.global.storageSize}\` for a global cluster and \`${defaults.edge.storageSize}\` for an edge`);
        const chartVersion = schema.resources["multicluster-prometheus:index:EdgePrometheus"].inputProperties.chartVersion.description;
        expect(chartVersion).to.contain(`\`${chart.version}\``);
    });

    it("name each arg that is plain, so that no program passes an output there", () => {
        const args = Object.values<any>(schema.resources).flatMap(({ inputProperties }) => Object.entries<any>(inputProperties));
        const plain = args.filter(([, { plain: isPlain }]) => isPlain).map(([name]) => name);
        const stated = /- (`edges`[\s\S]*?) decide which/.exec(read("docs", "packages.md"))![1];
        expect([...stated.matchAll(/`(\w+)`/g)].map(([, name]) => name).sort()).to.deep.equal(plain.sort());
    });

    it("name the pinned chart version alike in code and index", async () => {
        const { chartKeysVersion } = await import("../components/values/chartKeys");
        expect(chartKeysVersion).to.equal(chart.version);
    });
});
