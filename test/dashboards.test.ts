import { expect } from "chai";
import { readFileSync } from "fs";
import { join } from "path";
import { dashboardFiles } from "../components/values/dashboards";
import { dashboardFile, dashboards } from "../scripts/dashboards";
import { dashboardsDocument } from "../scripts/dashboards/document";
import { dashboardExpressions, parsedDashboards } from "./support/dashboards";
import { parseErrors } from "./support/promql";

const read = (...path: string[]) => readFileSync(join(__dirname, "..", ...path), "utf8");
const fleetUid = "multicluster-prometheus-fleet";
const edgeUid = "multicluster-prometheus-edge";

// What this does not prove: how Grafana draws them. The rendered tests ask a Prometheus each of the expressions.
describe("the dashboards", () => {
    const { [fleetUid]: fleet, [edgeUid]: edge } = parsedDashboards();
    const panelsOf = (dashboard: any): any[] => dashboard.panels.filter(({ type }: any) => type !== "row");
    const titles = (dashboard: any) => dashboard.panels.map(({ title, type }: any) => (type === "row" ? `# ${title}` : `${title} (${type})`));

    it("are the files that scripts/dashboards makes", () => {
        for (const [name, dashboard] of Object.entries(dashboards())) {
            expect(read("components", "values", "dashboards", `${name}.json`), "run: npm run generate").to.equal(dashboardFile(dashboard));
        }
        expect(read("docs", "dashboards.md"), "run: npm run generate").to.equal(dashboardsDocument(Object.values(dashboards())));
    });

    it("come as one file each, named by uid", () => {
        const uids = Object.entries(dashboardFiles()).map(([file, text]) => [file, JSON.parse(text).uid]);
        expect(uids).to.deep.equal([[`${fleetUid}.json`, fleetUid], [`${edgeUid}.json`, edgeUid]]);
        expect([fleet.title, edge.title]).to.deep.equal(["Fleet / Overview", "Fleet / Edge"]);
    });

    it("have these panels", () => {
        expect(titles(fleet)).to.deep.equal([
            "Clusters that report (stat)",
            "Clusters that fell silent (stat)",
            "Longest lag (stat)",
            "Alerts that fire (stat)",
            "Clusters (table)",
            "# Edges",
            "Lag (timeseries)",
            "Shards desired, of the maximum (timeseries)",
            "Samples that wait (timeseries)",
            "Samples sent a second (timeseries)",
            "Samples lost (timeseries)",
            "Series (timeseries)",
            "# Receiver",
            "Samples that a receiver refused (timeseries)",
            "Requests that the gateway refused (timeseries)",
        ]);
        expect(titles(edge)).to.deep.equal([
            "Last sample (stat)",
            "Longest lag (stat)",
            "Targets down (stat)",
            "Alerts that fire (stat)",
            "Alerts (table)",
            "# Queue",
            "Lag (timeseries)",
            "Shards (timeseries)",
            "Samples that wait (timeseries)",
            "Samples sent a second (timeseries)",
            "Samples failed, dropped, retried (timeseries)",
            "Time to send a request (timeseries)",
            "# Agent",
            "Memory (timeseries)",
            "CPU (timeseries)",
            "Series (timeseries)",
            "Write-ahead log (timeseries)",
            "Segments of the log not read yet (timeseries)",
            "Volume used (timeseries)",
            "# Targets",
            "Targets (timeseries)",
            "Targets that are down (table)",
            "# Receiver",
            "Its requests at the gateway (timeseries)",
            "Samples that a receiver refused, of all edges (timeseries)",
        ]);
    });

    it("place each panel once, side by side, without overlaps", () => {
        for (const { panels } of [fleet, edge]) {
            expect(panels.map(({ id }: any) => id)).to.deep.equal(panels.map((_: any, index: number) => index + 1));
            const cells = panels.flatMap(({ gridPos: { x, y, w, h } }: any) =>
                Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
            );
            expect(new Set(cells).size).to.equal(cells.length);
            expect(panels.every(({ gridPos: { x, w } }: any) => x + w <= 24)).to.equal(true);
        }
    });

    it("say of each panel what it answers, and ask the chosen data source", () => {
        for (const panel of [...panelsOf(fleet), ...panelsOf(edge)]) {
            expect(panel.description, panel.title).to.match(/\?/);
            const chosen = { type: "prometheus", uid: "${datasource}" };
            expect([panel.datasource, ...panel.targets.map(({ datasource }: any) => datasource)], panel.title).to.deep.equal(
                Array(panel.targets.length + 1).fill(chosen),
            );
            const refIds = panel.targets.map(({ refId }: any) => refId);
            expect(new Set(refIds).size, panel.title).to.equal(refIds.length);
        }
    });

    it("name each column of the table of clusters by its expression, and lead to the edge", () => {
        const { targets, transformations, fieldConfig } = panelsOf(fleet).find(({ title }) => title === "Clusters");
        const [join, organize] = transformations;
        expect(join).to.deep.equal({ id: "joinByField", options: { byField: "cluster", mode: "outer" } });
        const { cluster, ...names } = organize.options.renameByName;
        const byColumn = Object.entries(names).map(([field, title]) => [title, targets.find(({ refId }: any) => field === `Value #${refId}`)?.expr]);
        expect(cluster).to.equal("Cluster");
        expect(byColumn.map(([title]) => title)).to.deep.equal([
            "Last sample", "Lag", "Shards desired", "Shards max", "Samples/s", "Series", "Samples lost", "Alerts firing",
        ]);
        const signs = [/timestamp\(up/, /highest_sent/, /shards_desired/, /shards_max/, /samples_total/, /scrape_samples/, /failed.*dropped/, /ALERTS/];
        byColumn.forEach(([title, expr], index) => expect(expr, title).to.match(signs[index]));
        expect(targets.every(({ format, instant }: any) => format === "table" && instant)).to.equal(true);
        const [link] = fieldConfig.overrides[0].properties[0].value;
        expect([fieldConfig.overrides[0].matcher, link.url]).to.deep.equal([
            { id: "byName", options: "Cluster" },
            `/d/${edgeUid}?\${datasource:queryparam}&var-cluster=\${__value.text}&\${__url_time_range}`,
        ]);
    });

    it("let a data source be chosen, and the edge's a cluster", () => {
        const variables = ({ templating }: any) => templating.list.map(({ name, type, query }: any) => [name, type, query]);
        const datasource = ["datasource", "datasource", "prometheus"];
        expect(variables(fleet)).to.deep.equal([datasource]);
        expect(variables(edge)).to.deep.equal([datasource, ["cluster", "query", 'label_values(up{cluster!=""}, cluster)']]);
    });

    it("have only expressions that are PromQL, and that say of which cluster", () => {
        const expressions = dashboardExpressions();
        expect(expressions.length).to.equal(56);
        for (const { dashboard, panel, expr } of expressions) {
            expect(parseErrors(expr), `${dashboard}, ${panel}: ${expr}`).to.deep.equal([]);
            expect(expr, panel).not.to.contain("$");
            const selectors = expr.match(/\{[^}]*\}/g) ?? [];
            expect(selectors, expr).not.to.deep.equal([]);
            expect(selectors.filter((selector) => !/cluster(!=""|="edge")/.test(selector)), expr).to.deep.equal([]);
        }
    });

    it("are checked by a parser that sees errors", () => {
        expect(parseErrors("sum by (cluster) (up)")).to.deep.equal([]);
        expect(parseErrors("sum by (cluster (up)")).not.to.deep.equal([]);
        expect(parseErrors("rate(up[$__rate_interval])")).not.to.deep.equal([]);
    });
});
