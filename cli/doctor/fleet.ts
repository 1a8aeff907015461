/** An edge's queue to a destination, as it was at the edge's last sample. */
export interface Queue {
    /** The destination's name, as the operator or Prometheus gave it. */
    name: string;
    url: string;
    /** Seconds by which what was sent is behind what was scraped; none for a queue that never sent. */
    lagSeconds?: number;
    shardsDesired?: number;
    shardsMax?: number;
    pending?: number;
    /** Samples that the receiver refused for good, in the window. */
    failed?: number;
    /** Samples that were given up before they were sent, in the window. */
    dropped?: number;
}

/** What Prometheus knows of an edge. */
export interface Edge {
    name: string;
    /** Whether the global stack lists it. */
    listed: boolean;
    /** Whether it is under maintenance, so that nobody is told of it. */
    muted: boolean;
    /** Unix time in seconds of its last sample; none where there never was one. */
    lastSample?: number;
    series?: number;
    /** Write requests that the gateway took from it of late, while an absent edge was silent already; none where that cannot be told. */
    requests?: number;
    queues: Queue[];
}

/** What was refused at global, in the window. */
export interface Refusals {
    /** Samples older than the receiver takes them. */
    tooOld: number;
    /** Samples out of order where the receiver takes none of those. */
    outOfOrder: number;
    /** Write requests that the receiver answered with an error, for this or another reason. */
    writes: number;
    /** Requests with a wrong password at the gateway. */
    wrongPassword: number;
    /** Blocks of samples that the relays gave up: refused, or without room on their volumes. */
    relay: number;
}

/** What the global Prometheus knows of the fleet. */
export interface Fleet {
    /** Unix time in seconds, by the global Prometheus' clock. */
    now: number;
    edges: Edge[];
    /** Seconds without a sample after which an edge is absent. */
    absentSeconds: number;
    refusals: Refusals;
}

/** Where the answers are from, and what they are compared with. */
export interface Source {
    /** What it is called in the report. */
    title: string;
    /** The global stack's name, where one was read. */
    stack?: string;
    /** The namespace of the global stack's release. */
    namespace?: string;
    /** The global cluster's own name; else Prometheus says it. */
    clusterName?: string;
    /** The edges that the global stack lists; none where that is not known. */
    listed?: string[];
    /** Those of them that are under maintenance. */
    muted?: string[];
    /** Seconds without a sample after which the global stack misses an edge. */
    absentSeconds?: number;
}
