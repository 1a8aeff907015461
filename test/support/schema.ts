import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import { generateSchema } from "@pulumi/pulumi/provider/experimental/schema";
import { readFileSync } from "fs";
import { join } from "path";

const root = join(__dirname, "..", "..");

let made: Record<string, any> | undefined;

/** The schema that Pulumi's own analyzer makes of the components, which every language's SDK is made from. It takes seconds, and is made once. */
export function componentSchema(): Record<string, any> {
    return (made ??= analyze());
}

function analyze(): Record<string, any> {
    const { name, description, ...rest } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const analyzer = new Analyzer(root, name, { name, ...rest }, new Set(["EdgePrometheus", "GlobalPrometheus"]));
    const { components, typeDefinitions, dependencies } = analyzer.analyze();
    // The version is left out, so that a release alone does not change the schema.
    return JSON.parse(JSON.stringify(generateSchema(name, "0.0.0", description, components, typeDefinitions, dependencies)));
}
