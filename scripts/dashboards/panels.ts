import { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
    BigValueColorMode,
    BigValueGraphMode,
    SortOrder,
    TooltipDisplayMode,
    VisibilityMode,
    VizTooltipOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import { DynamicConfigValue, Panel, Threshold, ThresholdsConfigBuilder, ThresholdsMode } from "@grafana/grafana-foundation-sdk/dashboard";
import { DataqueryBuilder, PromQueryFormat } from "@grafana/grafana-foundation-sdk/prometheus";
import { PanelBuilder as StatBuilder } from "@grafana/grafana-foundation-sdk/stat";
import { PanelBuilder as TableBuilder } from "@grafana/grafana-foundation-sdk/table";
import { PanelBuilder as TimeseriesBuilder } from "@grafana/grafana-foundation-sdk/timeseries";

/** The data source that is chosen above the panels. */
export const datasource = { type: "prometheus", uid: "${datasource}" };

/** A panel before it has its place and number. */
export interface PanelPlan extends Builder<Panel> {
    id(id: number): this;
    span(width: number): this;
    height(height: number): this;
}

/** What all panels have: what it is called, what question it answers, and the unit in Grafana's spelling. */
interface Meaning {
    title: string;
    answers: string;
    unit?: string;
}

/** A line of a graph, or a group of lines. `legend` names labels as `{{label}}`. */
export interface Line {
    legend: string;
    expr: string;
}

/** A value from which on a figure has a colour. */
export interface Step {
    from: number;
    color: string;
}

/** The label that a table has a row for each value of. */
export interface LabelColumn {
    title: string;
    label: string;
    /** Properties of the field, as Grafana has them. */
    properties: DynamicConfigValue[];
}

/** A column of a table. */
export interface Column {
    title: string;
    expr: string;
    unit?: string;
    decimals?: number;
    steps?: Step[];
}

const refId = (index: number) => String.fromCharCode("A".charCodeAt(0) + index);
const steps = (colored: Step[]): Threshold[] => [
    { value: null, color: "green" },
    ...colored.map(({ from, color }) => ({ value: from, color })),
];
const thresholds = (colored: Step[]) => new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps(colored));
const instant = (expr: string, index = 0) => new DataqueryBuilder().refId(refId(index)).expr(expr).instant().datasource(datasource);

/** Lines over time. */
export function graph({ title, answers, unit = "short" }: Meaning, lines: Line[]): PanelPlan {
    const panel = new TimeseriesBuilder()
        .title(title)
        .description(answers)
        .datasource(datasource)
        .unit(unit)
        .min(0)
        .fillOpacity(10)
        .showPoints(VisibilityMode.Never)
        .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending));
    return lines.reduce(
        (built, { legend, expr }, index) =>
            built.withTarget(new DataqueryBuilder().refId(refId(index)).expr(expr).range().legendFormat(legend).datasource(datasource)),
        panel,
    );
}

/** One figure, as it is now. */
export function figure({ title, answers, unit = "short" }: Meaning, expr: string, colored: Step[] = []): PanelPlan {
    return new StatBuilder()
        .title(title)
        .description(answers)
        .datasource(datasource)
        .unit(unit)
        .noValue("none")
        .thresholds(thresholds(colored))
        .colorMode(BigValueColorMode.Value)
        .graphMode(BigValueGraphMode.None)
        .withTarget(instant(expr));
}

/** A row for each value of a label, a column for each expression. */
export function tableByLabel({ title, answers }: Meaning, { title: labelTitle, label, properties }: LabelColumn, columns: Column[]): PanelPlan {
    const titles = columns.map((column, index) => [`Value #${refId(index)}`, column.title]);
    const times = ["Time", ...columns.map((_, index) => `Time ${index + 1}`)];
    const panel = columns
        .reduce((built, { expr }, index) => built.withTarget(instant(expr, index).format(PromQueryFormat.Table)), new TableBuilder())
        .title(title)
        .description(answers)
        .datasource(datasource)
        .withTransformation({ id: "joinByField", options: { byField: label, mode: "outer" } })
        .withTransformation({
            id: "organize",
            options: {
                excludeByName: Object.fromEntries(times.map((name) => [name, true])),
                indexByName: Object.fromEntries([label, ...titles.map(([name]) => name)].map((name, index) => [name, index])),
                renameByName: Object.fromEntries([[label, labelTitle], ...titles]),
            },
        })
        .overrideByName(labelTitle, properties);
    return columns.reduce((built, column) => built.overrideByName(column.title, columnProperties(column)), panel);
}

function columnProperties({ unit = "short", decimals, steps: colored }: Column): DynamicConfigValue[] {
    return [
        { id: "unit", value: unit },
        ...(decimals === undefined ? [] : [{ id: "decimals", value: decimals }]),
        ...(colored === undefined
            ? []
            : [
                  { id: "thresholds", value: { mode: ThresholdsMode.Absolute, steps: steps(colored) } },
                  { id: "custom.cellOptions", value: { type: "color-text" } },
              ]),
    ];
}

/** A row for each series, a column for each of its labels but the hidden ones. */
export function tableOfSeries({ title, answers }: Meaning, expr: string, hidden: string[]): PanelPlan {
    return new TableBuilder()
        .title(title)
        .description(answers)
        .datasource(datasource)
        .noValue("none")
        .withTarget(instant(expr).format(PromQueryFormat.Table))
        .withTransformation({
            id: "organize",
            options: { excludeByName: Object.fromEntries(["Time", "Value", "__name__", ...hidden].map((name) => [name, true])) },
        });
}
