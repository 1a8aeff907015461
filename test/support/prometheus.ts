import { ChildProcess, spawn } from "child_process";
import { mkdtempSync, rmSync, writeFileSync } from "fs";
import { tmpdir } from "os";
import { join } from "path";
import { stringify } from "yaml";
import { freePort, stop, untilAnswered } from "./processes";

/** A Prometheus on this machine that receives remote write. */
export interface LocalPrometheus {
    url: string;
    /** Values of an instant query by cluster. */
    query(expr: string): Promise<Record<string, number>>;
    stop(): Promise<void>;
}

/** Starts Prometheus on a port of the loopback address, with the receiver on and samples taken that are eight hours late. */
export async function startPrometheus(): Promise<LocalPrometheus> {
    const folder = mkdtempSync(join(tmpdir(), "multicluster-prometheus-"));
    const config = join(folder, "prometheus.yaml");
    writeFileSync(config, stringify({ storage: { tsdb: { out_of_order_time_window: "8h" } } }));
    const address = `127.0.0.1:${await freePort()}`;
    const flags = [`--config.file=${config}`, `--storage.tsdb.path=${join(folder, "data")}`, `--web.listen-address=${address}`];
    const child: ChildProcess = spawn("prometheus", [...flags, "--web.enable-remote-write-receiver"], { stdio: "ignore" });
    const url = `http://${address}`;
    await untilAnswered(`${url}/-/ready`, child);
    return {
        url,
        query: async (expr) => {
            const response = await fetch(`${url}/api/v1/query?query=${encodeURIComponent(expr)}`);
            const { data, error } = (await response.json()) as any;
            if (error) {
                throw new Error(error);
            }
            return Object.fromEntries(data.result.map(({ metric, value }: any) => [metric.cluster, Number(value[1])]));
        },
        stop: async () => {
            await stop(child);
            rmSync(folder, { recursive: true });
        },
    };
}
