import { edgeValues } from "../components/values/edge";
import { Values } from "../components/values/merge";
import { findChart, Manifest, render } from "../test/support/helm";
import { Benchmark, Findings } from "./benchmark";

const remoteWriteUrl = "http://203.0.113.10:8427/api/v1/write";

const sides: { name: string; values: Values }[] = [
    { name: "edge", values: edgeValues({ clusterName: "paris", remoteWriteUrl }) },
    { name: "full chart with remote write", values: { prometheus: { prometheusSpec: { remoteWrite: [{ url: remoteWriteUrl }] } } } },
];

const isHook = ({ metadata }: Manifest) => metadata.annotations?.["helm.sh/hook"] !== undefined;

/** Objects that have pods, those for which the operator makes them included. */
const isWorkload = ({ kind }: Manifest) => ["Alertmanager", "DaemonSet", "Deployment", "Prometheus", "PrometheusAgent", "StatefulSet"].includes(kind);

async function run(): Promise<Findings> {
    const found = findChart() as { chart: string };
    const counts = sides.map(({ values }) => {
        const manifests = render(found.chart, values).filter((manifest) => !isHook(manifest));
        return { objects: manifests.length, kibibytes: JSON.stringify(manifests).length / 1024, workloads: manifests.filter(isWorkload).length };
    });
    const rows = counts.map(({ objects, kibibytes, workloads }, at) => [sides[at].name, String(objects), `${Math.round(kibibytes)} KiB`, String(workloads)]);
    const text = "What Helm makes of the chart, without its hooks and its definitions of resources.";
    const figures = Object.fromEntries(counts.flatMap(({ objects, workloads }, at) => [[`${sides[at].name}: objects`, [objects]], [`${sides[at].name}: workloads`, [workloads]]]));
    return { tables: [{ text, columns: ["Stack", "Objects", "As JSON", "Of them with pods"], rows }], figures };
}

export const objects: Benchmark = {
    name: "objects",
    summary: "the objects of an edge against those of the full chart with remote write",
    programs: ["helm"],
    missing: () => {
        const found = findChart();
        return "missing" in found ? found.missing : undefined;
    },
    // They are the same each time.
    rounds: 1,
    run,
};
