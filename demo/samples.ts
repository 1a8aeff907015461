import { Sample } from "./query";

/** Samples as rows: the name, the labels by which they differ, and the value. */
export function sampleRows(samples: Sample[]): string[][] {
    const labels = [...new Set(samples.flatMap(({ metric }) => Object.keys(metric)))].filter((label) => label !== "__name__");
    const differing = labels.filter((label) => new Set(samples.map(({ metric }) => metric[label] ?? "")).size > 1);
    const rows = samples.map(({ metric, value: [, value] }) => [
        metric.__name__,
        differing
            .filter((label) => metric[label] !== undefined)
            .map((label) => `${label}="${metric[label]}"`)
            .join(", "),
        value,
    ]);
    return [["metric", "labels", "value"], ...rows.sort((a, b) => `${a[0]} ${a[1]}`.localeCompare(`${b[0]} ${b[1]}`))];
}

/** The labels, and their values, that all samples share. */
export function commonLabels(samples: Sample[]): Record<string, string> {
    const [first, ...others] = samples.map(({ metric }) => metric);
    return Object.fromEntries(Object.entries(first ?? {}).filter(([label, value]) => others.every((metric) => metric[label] === value)));
}
