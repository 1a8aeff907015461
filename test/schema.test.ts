import { expect } from "chai";
import { readFileSync } from "fs";
import { join } from "path";
import { componentSchema } from "./support/schema";

describe("the component package's schema", () => {
    const schema = componentSchema();

    it("is the one that is committed: a change of it is a change of the public contract", () => {
        const golden = JSON.parse(readFileSync(join(__dirname, "golden", "schema.json"), "utf8"));
        expect(schema, "if the change is meant, run: npm run generate").to.deep.equal(golden);
    });

    it("has the two components", () => {
        expect(Object.keys(schema.resources).sort()).to.deep.equal([
            "multicluster-prometheus:index:EdgePrometheus",
            "multicluster-prometheus:index:GlobalPrometheus",
        ]);
    });

    it("describes each input, output and type", () => {
        const undescribed: string[] = [];
        for (const [token, resource] of Object.entries<any>(schema.resources)) {
            for (const part of ["inputProperties", "properties"]) {
                for (const [name, property] of Object.entries<any>(resource[part])) {
                    if (!property.description) {
                        undescribed.push(`${token}.${name}`);
                    }
                }
            }
        }
        for (const [token, type] of Object.entries<any>(schema.types)) {
            for (const [name, property] of Object.entries<any>(type.properties ?? {})) {
                if (!property.description) {
                    undescribed.push(`${token}.${name}`);
                }
            }
        }
        expect(undescribed).to.deep.equal([]);
    });
});
