import { Edge, Fleet, Queue, Refusals } from "../../cli/doctor/fleet";

/** 2026-01-02T03:04:05Z */
export const now = 1767323045;

const noRefusals: Refusals = { tooOld: 0, outOfOrder: 0, writes: 0, wrongPassword: 0, relay: 0 };

/** A queue that does well, but for what is given. */
export function queueOf(name: string, differing: Partial<Queue> = {}): Queue {
    const well = { lagSeconds: 3, shardsDesired: 0.42, shardsMax: 10, pending: 12, failed: 0 };
    return { name, url: "http://global/api/v1/write", ...well, ...differing };
}

/** An edge that does well, but for what is given. */
export function edgeOf(name: string, differing: Partial<Edge> = {}, queue: Partial<Queue> = {}): Edge {
    return { name, listed: true, muted: false, lastSample: now - 12, series: 26544, requests: 30, queues: [queueOf(name, queue)], ...differing };
}

export const fleetOf = (edges: Edge[], refusals: Partial<Refusals> = {}): Fleet => ({ now, edges, absentSeconds: 300, refusals: { ...noRefusals, ...refusals } });
