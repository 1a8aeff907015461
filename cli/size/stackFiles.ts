import { stringify } from "yaml";
import { parseQuantity } from "../../components/units";
import { defaults } from "../../components/defaults";
import { Values } from "../../components/values/merge";
import { Need, Size } from "./arithmetic";
import { SizeOptions } from "./options";

/** Shards that an edge has at most by default: components/values/remoteWrite.ts. */
export const defaultShards = 10;

/** Cores as Kubernetes writes them, rounded up to a tenth of one. */
export function cpuText(cores: number): string {
    return `${Math.ceil(cores * 10) * 100}m`;
}

/** Memory, rounded up to a quarter of a gibibyte. */
export function memoryText(bytes: number): string {
    const quarters = Math.ceil(bytes / 2 ** 28);
    return quarters % 4 === 0 ? `${quarters / 4}Gi` : `${quarters * 256}Mi`;
}

/** A volume, rounded up to a gibibyte. */
export function volumeText(bytes: number): string {
    return `${Math.ceil(bytes / 2 ** 30)}Gi`;
}

/** What is needed, and no less than by default. */
export function atLeast(need: Need, { cpu, memory }: { cpu: string; memory: string }): Need {
    return { ...need, cores: Math.max(need.cores, parseInt(cpu) / 1000), memoryBytes: Math.max(need.memoryBytes, parseQuantity(memory) ?? 0) };
}

function keysOf(need: Need): Values {
    return { storageSize: volumeText(need.volumeBytes), resources: { requests: { cpu: cpuText(need.cores), memory: memoryText(need.memoryBytes) } } };
}

function configText(keys: Values): string {
    const prefixed = Object.entries(keys).map(([key, value]) => [`multicluster-prometheus:${key}`, value]);
    return stringify({ config: Object.fromEntries(prefixed) }, { collectionStyle: "any" }).trimEnd();
}

/** The lines of the global stack's file. */
export function globalLines(size: Size, { fleet, retention, outageTolerance }: SizeOptions): string {
    const withThanos = size.receiver === "thanos";
    return configText({
        ...(withThanos && { receiver: "thanos" }),
        retention,
        outageTolerance,
        ...keysOf(size.global),
        ...(withThanos && { thanos: { ingesters: size.ingesters } }),
        // A quarter more than there is.
        ...(withThanos && fleet.seriesPerEdge * 1.25 > defaults.global.limits.series && { limits: { series: Math.ceil(fleet.seriesPerEdge * 1.25) } }),
    });
}

/** The lines of each edge's file. */
export function edgeLines(size: Size, { scrapeInterval, outageTolerance }: SizeOptions): string {
    return configText({
        scrapeInterval,
        outageTolerance,
        ...keysOf(size.edge),
        ...(size.edge.shards > defaultShards && { queueConfig: { maxShards: size.edge.shards } }),
    });
}

/** The size with no less than the defaults. */
export function withDefaults(size: Size): Size {
    return { ...size, global: atLeast(size.global, defaults.global.resources.requests), edge: { ...size.edge, ...atLeast(size.edge, defaults.edge.resources.requests) } };
}
