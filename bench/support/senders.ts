import * as http from "http";
import { compress } from "snappyjs";
import { Labels, writeRequest } from "../../test/e2e/support/remoteWrite";
import { password } from "./receivers";

/** A millisecond of our time takes so many bytes, as a varint. */
const timeBytes = 6;

/** What came of one write. */
export interface Write {
    status: number;
    ms: number;
}

/** An edge that sends one request for all its series, again and again. */
export class Sender {
    private readonly connection = new http.Agent({ keepAlive: true, maxSockets: 1 });
    private readonly body: Buffer;
    /** Where in the body the time of each sample is, after its value. */
    private readonly times: number[] = [];

    constructor(
        private readonly edge: string,
        readonly series: number,
    ) {
        const parts = Array.from({ length: series }, (_, i) => writeRequest(this.labels(i), i));
        let end = 0;
        for (const part of parts) {
            end += part.length;
            this.times.push(end - timeBytes);
        }
        this.body = Buffer.concat(parts);
    }

    private labels(i: number): Labels {
        return [
            ["__name__", `bench_requests_${i % 50}_total`],
            ["cluster", this.edge],
            ["container", `container-${i % 7}`],
            ["instance", `10.1.2.${i % 40}:9100`],
            ["job", "bench"],
            ["namespace", `namespace-${i % 13}`],
            ["pod", `workload-${i}-7d9f8b6c5d-x${i}`],
        ];
    }

    /** Sends one sample of each series, as its time is now. */
    send(url: URL): Promise<Write> {
        this.setTime(Date.now());
        const body = compress(this.body);
        const headers = {
            "content-encoding": "snappy",
            "content-type": "application/x-protobuf",
            "x-prometheus-remote-write-version": "0.1.0",
            "content-length": body.length,
        };
        const start = performance.now();
        return new Promise((resolve, reject) => {
            const request = http.request(url, { method: "POST", agent: this.connection, auth: `${this.edge}:${password}`, headers }, (response) => {
                response.resume();
                response.on("end", () => resolve({ status: response.statusCode ?? 0, ms: performance.now() - start }));
            });
            request.on("error", reject);
            request.end(body);
        });
    }

    end(): void {
        this.connection.destroy();
    }

    private setTime(time: number): void {
        for (const at of this.times) {
            for (let i = 0, rest = time; i < timeBytes; i++, rest = Math.floor(rest / 128)) {
                this.body[at + i] = (rest % 128) + (i < timeBytes - 1 ? 128 : 0);
            }
            this.body.writeDoubleLE((time % 1e6) + at, at - 9);
        }
    }
}
