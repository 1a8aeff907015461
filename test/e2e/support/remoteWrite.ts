import * as http from "http";

/** A series' labels, in the order in which they are sent; a name may be there twice. */
export type Labels = [name: string, value: string][];

function varint(value: number): Buffer {
    const bytes: number[] = [];
    for (let rest = value; ; rest = Math.floor(rest / 128)) {
        if (rest < 128) {
            return Buffer.from([...bytes, rest]);
        }
        bytes.push((rest % 128) + 128);
    }
}

/** A field of a protobuf message that holds bytes. */
const field = (tag: number, content: Buffer) => Buffer.concat([varint(tag * 8 + 2), varint(content.length), content]);

/** A write request of remote write 1.0 with one sample of now: https://prometheus.io/docs/specs/prw/remote_write_spec/ */
export function writeRequest(labels: Labels, value: number): Buffer {
    const label = ([name, text]: [string, string]) => field(1, Buffer.concat([field(1, Buffer.from(name)), field(2, Buffer.from(text))]));
    const double = Buffer.alloc(8);
    double.writeDoubleLE(value);
    const sample = field(2, Buffer.concat([varint(9), double, varint(16), varint(Date.now())]));
    return field(1, Buffer.concat([...labels.map(label), sample]));
}

/** Bytes in snappy's block format, not made smaller. A false length claims to unpack to more. */
export function snappy(content: Buffer, length = content.length): Buffer {
    const parts = [varint(length)];
    for (let at = 0; at < content.length; at += 60) {
        const literal = content.subarray(at, at + 60);
        parts.push(Buffer.from([(literal.length - 1) * 4]), literal);
    }
    return Buffer.concat(parts);
}

/** What goes to the gateway: as it is, also where a client would mend it. */
export interface Request {
    method?: string;
    path?: string;
    user?: string;
    body?: Buffer;
}

/** Sends a request to the host of a URL, and returns the status of the answer. */
export function send(url: string, { method = "POST", path = "/api/v1/write", user, body }: Request): Promise<number> {
    const { hostname, port } = new URL(url);
    const headers: http.OutgoingHttpHeaders = {
        "content-encoding": "snappy",
        "content-type": "application/x-protobuf",
        "x-prometheus-remote-write-version": "0.1.0",
        "content-length": body?.length ?? 0,
    };
    return new Promise((resolve, reject) => {
        const request = http.request({ hostname, port, method, path, headers, auth: user, timeout: 30_000 }, (response) => {
            response.resume();
            response.on("end", () => resolve(response.statusCode ?? 0));
        });
        request.on("timeout", () => request.destroy(new Error("no answer in 30 s")));
        // The answer to a body that is too large comes while it is still being sent.
        request.on("error", (error: NodeJS.ErrnoException) => (error.code === "EPIPE" || error.code === "ECONNRESET" ? resolve(0) : reject(error)));
        request.end(body);
    });
}
