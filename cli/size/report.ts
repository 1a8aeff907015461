import { formatTable } from "../table";
import { maxPrometheusSeries, Need, Size } from "./arithmetic";
import { SizeOptions } from "./options";
import { cpuText, edgeLines, globalLines, memoryText, volumeText } from "./stackFiles";

const whole = (value: number) => Math.ceil(value).toLocaleString("en");
const megabits = (bytesPerSecond: number) => `${((bytesPerSecond * 8) / 1e6).toFixed(1)} Mbit/s`;
const plural = (count: number, noun: string) => `${whole(count)} ${noun}${count === 1 ? "" : "s"}`;

/** Why this receiver, and what speaks against it. */
function receiverLine({ receiver, series, ingesters, bucketBytes }: Size): string {
    const limit = `one Prometheus carries up to ${whole(maxPrometheusSeries)} series`;
    if (receiver === "thanos") {
        return `Receiver: thanos, ${ingesters} ingesters, and ${volumeText(bucketBytes ?? 0)} in the bucket (${limit})`;
    }
    return series > maxPrometheusSeries ? `Receiver: prometheus, though ${limit}: take --receiver thanos` : `Receiver: prometheus (${limit})`;
}

/** What a fleet needs, as text. */
export function sizeText(size: Size, options: SizeOptions): string {
    const { fleet, scrapeInterval } = options;
    const row = (name: string, { cores, memoryBytes, volumeBytes }: Need) => [name, cpuText(cores), memoryText(memoryBytes), volumeText(volumeBytes)];
    const rows = [
        ["", "CPU", "Memory", "Volume"],
        row(size.receiver === "thanos" ? "each ingester" : "global Prometheus", size.global),
        ["gateway", cpuText(size.gatewayCores), "", ""],
        row("each edge's agent", size.edge),
    ];
    return [
        `${plural(fleet.edges, "edge")} of ${whole(fleet.seriesPerEdge)} series, scraped each ${scrapeInterval}: ` +
            `${whole(size.series)} series, ${whole(size.samplesPerSecond)} samples/s, ${megabits(size.bytesPerSecond)} at the gateway`,
        `An edge sends ${whole(size.edge.samplesPerSecond)} samples/s, ${megabits(size.edge.bytesPerSecond)}, and needs ${plural(size.edge.shards, "shard")}`,
        receiverLine(size),
        "",
        ...formatTable(rows, [1, 2, 3]),
        "",
        size.receiver === "thanos" ? "In the global stack's file, beside objectStorage (docs/scaling.md):" : "In the global stack's file:",
        "",
        globalLines(size, options),
        "",
        "In each edge's:",
        "",
        edgeLines(size, options),
    ].join("\n");
}
