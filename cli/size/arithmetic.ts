/**
 * What each sample and each series costs. Figures of ours are those of docs/performance.md, rounded up.
 * docs/sizing.md has the arithmetic in words.
 */
export const costs = {
    /** Bytes of a stored sample: "1-2 bytes". https://prometheus.io/docs/prometheus/latest/storage/#operational-aspects */
    storedBytes: 2,
    /** Bytes of a sample in a write-ahead log: a receiver's, and an agent's, of which 3 to 8 were measured. */
    logBytes: 8,
    /** A segment of a log, which is removed as a whole: https://github.com/prometheus/prometheus/blob/v3.14.0/tsdb/wlog/wlog.go */
    segmentBytes: 128 * 2 ** 20,
    /** Hours that a receiver's log reaches back at most: https://prometheus.io/docs/prometheus/latest/storage/#on-disk-layout */
    logHours: 3,
    /** Bytes of memory for a series of the last hours: "around 3kB", and a third for queries. https://www.robustperception.io/why-does-prometheus-use-so-much-ram/ */
    headBytes: 4096,
    /** Memory of a receiver besides its series. */
    receiverBytes: 2 ** 30,
    /** CPU seconds for a million samples, of the receiver: 5 measured, and as much for rules and queries. */
    receiverCpu: 10,
    /** The same of the gateway. Measured. */
    gatewayCpu: 0.35,
    /** The same of Thanos' router and three ingesters together, and as much again for queries. Measured: 13. */
    thanosCpu: 26,
    /** Bytes of a sample on the wire, compressed, by remote write 1.0 (2.0 takes 20). Measured. */
    wireBytes: 30,
    /** Memory of an agent: by itself and for a series. Measured: 100 MiB and 2 KiB; half as much again for a series while it catches up. */
    agentBytes: 128 * 2 ** 20,
    agentSeriesBytes: 3072,
    /** CPU seconds of an agent for a million samples. Measured: 10. */
    agentCpu: 20,
    /** Samples of a request, and its seconds: what Prometheus' authors assume. https://github.com/prometheus/prometheus/blob/v3.14.0/config/config.go */
    requestSamples: 2000,
    requestSeconds: 0.1,
} as const;

/** Series that one Prometheus may have, by our choice: 20 GiB of memory, and minutes to read its log after a restart. */
export const maxPrometheusSeries = 5_000_000;

/** Copies of each sample in Thanos Receive, and how many copies an ingester may have, by our choice: 8 GiB of memory. */
const copies = 3;
const maxIngesterSeries = 2_000_000;

/** How long an ingester keeps what is in the bucket: two days, the Thanos chart's default. */
const ingesterSeconds = 2 * 86_400;

/** Part of a volume that samples may fill, as in components/defaults.ts. */
const samplesShare = 0.8;

export type ReceiverKind = "prometheus" | "thanos";

/** What is to be sized. */
export interface Fleet {
    edges: number;
    seriesPerEdge: number;
    scrapeSeconds: number;
    retentionSeconds: number;
    toleranceSeconds: number;
    /** By the number of series where it is not said. */
    receiver?: ReceiverKind;
}

/** What a pod needs: CPU cores, and bytes of memory and of its volume. */
export interface Need {
    cores: number;
    memoryBytes: number;
    volumeBytes: number;
}

/** What the fleet needs. Rates are those of all edges together, or of one. */
export interface Size {
    receiver: ReceiverKind;
    series: number;
    samplesPerSecond: number;
    /** Of the wire, at the gateway. */
    bytesPerSecond: number;
    /** Of the Prometheus, or of each ingester. */
    global: Need;
    /** Of Thanos only. */
    ingesters?: number;
    /** Of the bucket, with Thanos only. */
    bucketBytes?: number;
    gatewayCores: number;
    edge: Need & { samplesPerSecond: number; bytesPerSecond: number; shards: number };
}

/** Of a volume that holds samples for a time, with the log beside them. */
function volumeBytes(samplesPerSecond: number, seconds: number): number {
    const samples = samplesPerSecond * seconds * costs.storedBytes;
    const log = samplesPerSecond * costs.logHours * 3600 * costs.logBytes;
    return Math.max(samples / samplesShare, samples + log);
}

/** Which receiver carries so many series. */
export function receiverFor(series: number): ReceiverKind {
    return series > maxPrometheusSeries ? "thanos" : "prometheus";
}

function edgeNeed({ seriesPerEdge, scrapeSeconds, toleranceSeconds }: Fleet): Size["edge"] {
    const samplesPerSecond = seriesPerEdge / scrapeSeconds;
    return {
        cores: (samplesPerSecond * costs.agentCpu) / 1e6,
        memoryBytes: costs.agentBytes + seriesPerEdge * costs.agentSeriesBytes,
        // The agent cuts its log each two tolerances, to the newest third of its segments.
        volumeBytes: samplesPerSecond * 3 * toleranceSeconds * costs.logBytes + 3 * costs.segmentBytes,
        samplesPerSecond,
        bytesPerSecond: samplesPerSecond * costs.wireBytes,
        // Twice the rate: what has waited is sent in the time that it has waited.
        shards: Math.ceil((2 * samplesPerSecond * costs.requestSeconds) / costs.requestSamples),
    };
}

/** What a fleet needs. */
export function sizeOf(fleet: Fleet): Size {
    const series = fleet.edges * fleet.seriesPerEdge;
    const samplesPerSecond = series / fleet.scrapeSeconds;
    const receiver = fleet.receiver ?? receiverFor(series);
    const all = {
        receiver,
        series,
        samplesPerSecond,
        bytesPerSecond: samplesPerSecond * costs.wireBytes,
        gatewayCores: (samplesPerSecond * costs.gatewayCpu) / 1e6,
        edge: edgeNeed(fleet),
    };
    if (receiver === "prometheus") {
        const global = {
            cores: (samplesPerSecond * costs.receiverCpu) / 1e6,
            memoryBytes: costs.receiverBytes + series * costs.headBytes,
            volumeBytes: volumeBytes(samplesPerSecond, fleet.retentionSeconds),
        };
        return { ...all, global };
    }
    const ingesters = Math.max(copies, Math.ceil((series * copies) / maxIngesterSeries));
    const share = copies / ingesters;
    const global = {
        cores: (samplesPerSecond * costs.thanosCpu) / 1e6 / ingesters,
        memoryBytes: costs.receiverBytes + series * share * costs.headBytes,
        volumeBytes: volumeBytes(samplesPerSecond * share, ingesterSeconds),
    };
    return { ...all, global, ingesters, bucketBytes: samplesPerSecond * copies * fleet.retentionSeconds * costs.storedBytes };
}
