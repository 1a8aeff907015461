import { setTimeout } from "timers/promises";
import { Prometheus } from "../../cli/doctor/prometheus";
import { Labels, snappy, writeRequest } from "../e2e/support/remoteWrite";
import { Server } from "./processes";
import { startPrometheus } from "./prometheus";

/** A sample to be written: its series, its value, and how many seconds ago it was. */
export type PastSample = [labels: Record<string, string>, value: number, secondsAgo: number];

/** A real Prometheus on this machine, which scrapes itself as the cluster "global" each second. */
export class Receiver {
    readonly url: string;

    private constructor(private readonly server: Server) {
        this.url = server.url;
    }

    static async start(flags: string[] = ["--web.enable-remote-write-receiver"]): Promise<Receiver> {
        const isAgent = flags.includes("--agent");
        const global = { scrape_interval: "1s", external_labels: { cluster: "global" } };
        const configuration = (address: string) => ({
            global,
            scrape_configs: [{ job_name: "self", static_configs: [{ targets: [address], labels: { cluster: "global" } }] }],
            storage: { tsdb: { out_of_order_time_window: "30m" } },
        });
        const storage = isAgent ? "agent" : "tsdb";
        return new Receiver(await startPrometheus(isAgent ? () => ({ global }) : configuration, (data) => [`--storage.${storage}.path=${data}`, ...flags]));
    }

    /** Writes samples, and returns the status of the answer. */
    async write(samples: PastSample[]): Promise<number> {
        const now = Date.now();
        const sorted = (labels: Record<string, string>): Labels => Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
        const parts = samples.map(([labels, value, secondsAgo]) => writeRequest(sorted(labels), value, now - secondsAgo * 1000));
        const headers = { "content-encoding": "snappy", "content-type": "application/x-protobuf", "x-prometheus-remote-write-version": "0.1.0" };
        const body = new Uint8Array(snappy(Buffer.concat(parts)));
        return (await fetch(`${this.url}/api/v1/write`, { method: "POST", headers, body })).status;
    }

    /** Waits until something is so. */
    async until(isSo: () => Promise<boolean>): Promise<void> {
        for (let tries = 0; !(await isSo()); tries++) {
            if (tries > 150) {
                throw new Error("not so after 15 s");
            }
            await setTimeout(100);
        }
    }

    /** Waits until an expression has a result. */
    untilResult(expression: string): Promise<void> {
        const prometheus = new Prometheus(new URL(this.url));
        return this.until(async () => (await prometheus.query(expression)).length > 0);
    }

    stop(): Promise<void> {
        return this.server.stop();
    }
}
