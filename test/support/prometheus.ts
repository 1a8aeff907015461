import { writeFileSync } from "fs";
import { join } from "path";
import { stringify } from "yaml";
import { Values } from "../../components/values/merge";
import { request } from "../e2e/gateway/request";
import { Labels, snappy, writeRequest } from "../e2e/support/remoteWrite";
import { Server, startServer } from "./processes";

/** Starts a Prometheus with the configuration for its own address. */
export function startPrometheus(configuration: (address: string) => Values, flags: (data: string) => string[]): Promise<Server> {
    return startServer("prometheus", "/-/ready", (address, folder) => {
        const file = join(folder, "prometheus.yaml");
        writeFileSync(file, stringify(configuration(address)));
        return [`--config.file=${file}`, `--web.listen-address=${address}`, ...flags(join(folder, "data"))];
    });
}

/** Starts a Prometheus that receives remote write, and takes samples that are eight hours late. */
export function startReceiver(): Promise<Server> {
    const configuration = { storage: { tsdb: { out_of_order_time_window: "8h" } } };
    return startPrometheus(() => configuration, (data) => [`--storage.tsdb.path=${data}`, "--web.enable-remote-write-receiver"]);
}

/** Starts a Prometheus agent that writes to a receiver. */
export function startAgent(receiver: Server): Promise<Server> {
    const configuration = { remote_write: [{ url: `${receiver.url}/api/v1/write` }] };
    return startPrometheus(() => configuration, (data) => ["--agent", `--storage.agent.path=${data}`]);
}

/** Writes a sample to a receiver, and returns the status of the answer. */
export async function write({ url }: Server, labels: Labels, time = Date.now()): Promise<number | undefined> {
    const { status } = await request(url, { body: snappy(writeRequest(labels, 1, time)) });
    return status;
}

/** Values of an instant query, by cluster. */
export async function query({ url }: Server, expr: string): Promise<Record<string, number>> {
    const response = await fetch(`${url}/api/v1/query?query=${encodeURIComponent(expr)}`);
    const { data, error } = (await response.json()) as any;
    if (error) {
        throw new Error(error);
    }
    return Object.fromEntries(data.result.map(({ metric, value }: any) => [metric.cluster, Number(value[1])]));
}

/** What a server says of itself. */
export async function metrics({ url }: Server): Promise<string> {
    return (await fetch(`${url}/metrics`)).text();
}
