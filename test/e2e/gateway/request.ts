import * as http from "http";
import * as https from "https";

/** A request to the gateway. */
export interface Request {
    method?: string;
    path?: string;
    /** `user:password`. */
    credential?: string;
    body?: Buffer;
    /** Further headers. */
    headers?: Record<string, string>;
    /** Version of the remote write protocol that the request says it speaks. */
    version?: string;
    /** Certificate of the authority that the gateway is checked against; else the system's. */
    ca?: string;
}

/** What the gateway answers. Without a status it has closed the connection, as it may before it has read a body that is too large. */
export interface Answer {
    status: number | undefined;
    text: string;
}

export const writePath = "/api/v1/write";

/** Sends a request over a connection of its own to the host of a URL, its path as it is. */
export function request(url: string, { method = "POST", path = writePath, credential, body, headers: more = {}, version = "0.1.0", ca }: Request): Promise<Answer> {
    const { protocol, hostname, port } = new URL(url);
    const client = protocol === "https:" ? https : http;
    const headers = {
        "content-encoding": "snappy",
        "content-type": "application/x-protobuf",
        "x-prometheus-remote-write-version": version,
        "content-length": body?.length ?? 0,
        ...more,
    };
    const options = { agent: false, hostname, port, method, path, headers, auth: credential, timeout: 30_000 } as const;
    return new Promise((resolve, reject) => {
        const sent = client.request({ ...options, ca }, (response) => {
            const chunks: Buffer[] = [];
            response.on("data", (chunk: Buffer) => chunks.push(chunk));
            response.on("close", () => resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString() }));
        });
        sent.on("timeout", () => sent.destroy(new Error(`${method} ${path}: no answer in 30 s`)));
        sent.on("error", ({ message, code }: NodeJS.ErrnoException) =>
            code === "EPIPE" || code === "ECONNRESET" ? resolve({ status: undefined, text: message }) : reject(new Error(message)),
        );
        sent.end(body);
    });
}

/** Statuses of some requests that are sent one after the other, so that both of the gateway's pods are likely to answer. */
export async function statuses(url: string, what: Request, count = 10): Promise<Set<number | undefined>> {
    const all = new Set<number | undefined>();
    for (let sent = 0; sent < count; sent++) {
        all.add((await request(url, what)).status);
    }
    return all;
}
