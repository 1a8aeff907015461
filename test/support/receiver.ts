import { ChildProcess, spawn } from "child_process";
import { mkdtempSync, rmSync, writeFileSync } from "fs";
import { createServer } from "net";
import { tmpdir } from "os";
import { join } from "path";
import { setTimeout } from "timers/promises";
import { Prometheus } from "../../cli/doctor/prometheus";
import { Labels, snappy, writeRequest } from "../e2e/support/remoteWrite";

/** A sample to be written: its series, its value, and how many seconds ago it was. */
export type PastSample = [labels: Record<string, string>, value: number, secondsAgo: number];

function freePort(): Promise<number> {
    return new Promise((resolve) => {
        const server = createServer().listen(0, "127.0.0.1", () => {
            const address = server.address();
            server.close(() => resolve(typeof address === "object" ? address!.port : 0));
        });
    });
}

/** A real Prometheus on this machine, which scrapes itself as the cluster "global" each second. */
export class Receiver {
    private constructor(
        readonly url: string,
        private readonly child: ChildProcess,
        private readonly folder: string,
    ) {}

    static async start(flags: string[] = ["--web.enable-remote-write-receiver"]): Promise<Receiver> {
        const folder = mkdtempSync(join(tmpdir(), "receiver-"));
        const address = `127.0.0.1:${await freePort()}`;
        const self = { job_name: "self", static_configs: [{ targets: [address], labels: { cluster: "global" } }] };
        const config = { global: { scrape_interval: "1s", external_labels: { cluster: "global" } }, scrape_configs: [self], storage: { tsdb: { out_of_order_time_window: "30m" } } };
        writeFileSync(join(folder, "prometheus.yml"), JSON.stringify(flags.includes("--agent") ? { global: config.global } : config));
        const storage = flags.includes("--agent") ? "agent" : "tsdb";
        const always = [`--config.file=${folder}/prometheus.yml`, `--storage.${storage}.path=${folder}/data`, `--web.listen-address=${address}`];
        const receiver = new Receiver(`http://${address}`, spawn("prometheus", [...always, ...flags], { stdio: "ignore" }), folder);
        await receiver.until(async () => (await fetch(`${receiver.url}/-/ready`).catch(() => undefined))?.status === 200);
        return receiver;
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

    async stop(): Promise<void> {
        const ended = new Promise((resolve) => this.child.once("close", resolve));
        this.child.kill();
        await ended;
        rmSync(this.folder, { recursive: true });
    }
}
