import {
    Dashboard,
    DashboardBuilder,
    DashboardCursorSync,
    DashboardLink,
    DashboardLinkBuilder,
    DashboardLinkType,
    DatasourceVariableBuilder,
    QueryVariableBuilder,
    RowBuilder,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelPlan } from "./panels";

const tag = "multicluster-prometheus";
const gridWidth = 24;

/** Panels side by side, of one height, under a title or none. */
export interface RowPlan {
    title?: string;
    height: number;
    panels: PanelPlan[];
}

/** What a dashboard is made from. */
export interface DashboardPlan {
    uid: string;
    title: string;
    description: string;
    variables: QueryVariableBuilder[];
    rows: RowPlan[];
}

/** A link to each of the dashboards, for all to see: the SDK would put it into a menu. */
function linkToAll(): DashboardLink {
    const link = new DashboardLinkBuilder("Fleet").type(DashboardLinkType.Dashboards).tags([tag]).keepTime(true).build();
    return { ...link, placement: undefined };
}

/** Makes a dashboard; the panels of a row share its width equally. */
export function dashboard({ uid, title, description, variables, rows }: DashboardPlan): Dashboard {
    const builder = new DashboardBuilder(title)
        .uid(uid)
        .description(description)
        .tags([tag])
        .time({ from: "now-6h", to: "now" })
        .timezone("browser")
        .refresh("1m")
        .editable()
        .tooltip(DashboardCursorSync.Crosshair)
        .link({ build: linkToAll })
        .withVariable(
            // As the chart's dashboards have it.
            new DatasourceVariableBuilder("datasource").label("Data source").type("prometheus").current({ text: "default", value: "default" }),
        );
    variables.forEach((variable) => builder.withVariable(variable));
    let id = 0;
    for (const row of rows) {
        if (row.title !== undefined) {
            builder.withRow(new RowBuilder(row.title).id(++id));
        }
        row.panels.forEach((panel) => builder.withPanel(panel.id(++id).height(row.height).span(gridWidth / row.panels.length)));
    }
    return builder.build();
}
