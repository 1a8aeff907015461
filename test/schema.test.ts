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

    it("describes all that the SDK's generator keeps descriptions of", () => {
        const without = (path: string, described: Record<string, { description?: string }>) =>
            Object.entries(described)
                .filter(([, { description }]) => !description)
                .map(([name]) => `${path}.${name}`);
        const undescribed = [
            ...without("resources", schema.resources),
            ...Object.entries<any>(schema.resources).flatMap(([token, { inputProperties, properties }]) => [
                ...without(`${token} input`, inputProperties),
                ...without(`${token} output`, properties),
            ]),
            ...Object.entries<any>(schema.types).flatMap(([token, type]) => without(token, type.properties ?? Object.fromEntries(type.enum.map((value: any) => [value.name, value])))),
        ];
        expect(undescribed).to.deep.equal([]);
    });

    it("has no description of a type: the generator drops it, so that what a reader must know stands with the properties", () => {
        // Where this fails, a newer @pulumi/pulumi keeps them: then they belong into the test above.
        expect(Object.keys(schema.types).filter((token) => schema.types[token].description)).to.deep.equal([]);
    });
});
