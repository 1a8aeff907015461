import { Dashboard, Panel, RowPanel } from "@grafana/grafana-foundation-sdk/dashboard";

const head = `<!-- Made by "npm run generate" from scripts/dashboards/: change that. -->
# Dashboards

Grafana at global has two dashboards of the fleet, with the tag \`multicluster-prometheus\`, beside the chart's own, in which a cluster can be chosen.

    kubectl port-forward --namespace monitoring service/kube-prometheus-stack-grafana 3000:80
    pulumi stack output grafanaAdminPassword --show-secrets --stack global

Grafana's sidecar reads them from the ConfigMap \`<releaseName>-dashboards\`, which has the label and the annotations that \`grafana.sidecar.dashboards\` in \`values\` gives
to the chart's own. There is no ConfigMap where \`values\` set \`grafana.enabled: false\`; any other Grafana can import the files of \`components/values/dashboards/\`.

A new version of a dashboard is written over the old one if the provider may change the ConfigMap in place: \`Pulumi.global.yaml\` and \`fleet\` set
\`kubernetes:enableConfigMapMutable: true\`; give it to a provider of your own too. Without it Pulumi deletes the ConfigMap and makes it anew, and the sidecar does so with
the files, and tells Grafana each time.

What an edge says of itself comes with its samples: while it is cut off its lines end, and they are filled in when it is back.
`;

const tail = `
## To change them

\`scripts/dashboards/\` makes them with [Grafana's Foundation SDK](https://github.com/grafana/grafana-foundation-sdk), from the expressions that the alerts and the
doctor use too (\`components/values/fleet/expressions.ts\`); \`npm run generate\` writes the files and this page. Not by hand, and not in Grafana, which does not save over them.
`;

const isRow = (panel: Panel | RowPanel): panel is RowPanel => panel.type === "row";

function section({ title, description, uid, panels = [] }: Dashboard): string {
    const lines = panels.map((panel) => {
        const name = isRow(panel) ? `**${panel.title}**` : panel.title;
        return `| ${name} | ${isRow(panel) ? "" : panel.description} |`;
    });
    return `\n## ${title}\n\n${description} At \`/d/${uid}\`.\n\n| Panel | What it answers |\n|---|---|\n${lines.join("\n")}\n`;
}

/** docs/dashboards.md: what each panel answers. */
export function dashboardsDocument(dashboards: Dashboard[]): string {
    return head + dashboards.map(section).join("") + tail;
}
