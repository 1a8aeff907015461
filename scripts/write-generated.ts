import { writeFileSync } from "fs";
import { join } from "path";
import { configurationDocument } from "./configuration-document";
import { dashboardFile, dashboards } from "./dashboards";
import { dashboardsDocument } from "./dashboards/document";
import { fleetSchema } from "./fleet-schema";
import { componentSchema } from "../test/support/schema";

const root = join(__dirname, "..");

/** Writes the files that are made from the components' docstrings, and the dashboards; the tests check that they are up to date. */
function main(): void {
    const schema = componentSchema();
    writeFileSync(join(root, "test", "golden", "schema.json"), JSON.stringify(schema, null, 2) + "\n");
    writeFileSync(join(root, "docs", "configuration.md"), configurationDocument(schema));
    writeFileSync(join(root, "fleet.schema.json"), JSON.stringify(fleetSchema(schema), null, 2) + "\n");
    for (const [name, dashboard] of Object.entries(dashboards())) {
        writeFileSync(join(root, "components", "values", "dashboards", `${name}.json`), dashboardFile(dashboard));
    }
    writeFileSync(join(root, "docs", "dashboards.md"), dashboardsDocument(Object.values(dashboards())));
}

main();
