import { writeFileSync } from "fs";
import { join } from "path";
import { configurationDocument } from "./configuration-document";
import { componentSchema } from "../test/support/schema";

const root = join(__dirname, "..");

/** Writes the files that are made from the components' docstrings; the tests check that they are up to date. */
function main(): void {
    const schema = componentSchema();
    writeFileSync(join(root, "test", "golden", "schema.json"), JSON.stringify(schema, null, 2) + "\n");
    writeFileSync(join(root, "docs", "configuration.md"), configurationDocument(schema));
}

main();
