import * as http from "http";
import { compress } from "snappyjs";
import { writeRequest } from "../../test/e2e/support/remoteWrite";

/** Series in one request, as many as an agent sends by default. */
const seriesPerRequest = 2000;

/** Samples that are ready to be sent: for each connection, its requests in the order of their times. */
export interface Load {
    requests: Buffer[][];
    samples: number;
}

/** Makes requests as an agent would: each connection has series of its own, and one sample of each in each request. */
export function makeLoad(connections: number, requestsEach: number): Load {
    const start = Date.now() - requestsEach * 1000;
    const series = (connection: number, index: number): [string, string][] => [
        ["__name__", `bench_metric_${index % 50}`],
        ["cluster", "paris"],
        ["container", `container-${index % 7}`],
        ["instance", `10.0.${connection}.${index % 40}:9100`],
        ["job", "bench"],
        ["namespace", `namespace-${index % 13}`],
        ["pod", `pod-${connection}-${index}`],
    ];
    const request = (connection: number, time: number) =>
        compress(Buffer.concat(Array.from({ length: seriesPerRequest }, (_, index) => writeRequest(series(connection, index), (index * time) % 1e6, time))));
    const requests = Array.from({ length: connections }, (_, connection) =>
        Array.from({ length: requestsEach }, (__, sent) => request(connection, start + sent * 1000)),
    );
    return { requests, samples: connections * requestsEach * seriesPerRequest };
}

/** Sends each connection's requests one after the other, all connections at once, and expects each to be taken. */
export async function send({ requests }: Load, url: URL, userOf: (connection: number) => string | undefined): Promise<void> {
    await Promise.all(
        requests.map(async (bodies, connection) => {
            const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
            for (const body of bodies) {
                await post(url, agent, userOf(connection), body);
            }
            agent.destroy();
        }),
    );
}

function post(url: URL, agent: http.Agent, auth: string | undefined, body: Buffer): Promise<void> {
    const headers = {
        "content-encoding": "snappy",
        "content-type": "application/x-protobuf",
        "x-prometheus-remote-write-version": "0.1.0",
        "content-length": body.length,
    };
    return new Promise((resolve, reject) => {
        const request = http.request(url, { method: "POST", agent, auth, headers }, (response) => {
            response.resume();
            response.on("end", () => (Math.floor((response.statusCode ?? 0) / 100) === 2 ? resolve() : reject(new Error(`${url.host} answers ${response.statusCode}`))));
        });
        request.on("error", reject);
        request.end(body);
    });
}
