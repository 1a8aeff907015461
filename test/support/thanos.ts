import { mkdirSync, writeFileSync } from "fs";
import { createServer, Server as HttpServer } from "http";
import { AddressInfo } from "net";
import { join } from "path";
import { stringify } from "yaml";
import { request } from "../e2e/gateway/request";
import { snappy, writeRequest } from "../e2e/support/remoteWrite";
import { freePort, Server, startServer } from "./processes";

/** Flags that Thanos' parts have in common, and those of a folder in place of a bucket. */
const common = (address: string) => [`--http-address=${address}`, "--grpc-address=127.0.0.1:0"];
function bucket(folder: string): string[] {
    const [objects, file] = [join(folder, "objects"), join(folder, "objects.yaml")];
    mkdirSync(objects);
    writeFileSync(file, stringify({ type: "FILESYSTEM", config: { directory: objects } }));
    return [`--objstore.config-file=${file}`];
}

/** Answers each query as if the tenant "paris" had as many series. */
function startMetaMonitoring(series: number): Promise<HttpServer> {
    const result = [{ metric: { tenant: "paris" }, value: [0, `${series}`] }];
    const server = createServer((_, response) => response.end(JSON.stringify({ status: "success", data: { resultType: "vector", result } })));
    return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

/** Thanos Receive, router and ingester in one, at which the tenant "paris" has more series than it may. */
export interface ThanosReceiver extends Server {
    /** Writes a sample as a tenant, and returns the status of the answer. */
    write(tenant: string, time?: number): Promise<number | undefined>;
}

export async function startThanosReceiver(): Promise<ThanosReceiver> {
    const [port, meta] = [await freePort(), await startMetaMonitoring(5)];
    const server = await startServer("thanos", "/-/ready", (address, folder) => {
        const limits = join(folder, "limits.yaml");
        const global = { meta_monitoring_url: `http://127.0.0.1:${(meta.address() as AddressInfo).port}`, meta_monitoring_limit_query: "vector(5)" };
        writeFileSync(limits, stringify({ write: { global, default: { head_series_limit: 3 } } }));
        return [
            ...["receive", ...common(address), ...bucket(folder), `--tsdb.path=${join(folder, "data")}`],
            ...['--label=receive_replica="0"', "--receive.local-endpoint=127.0.0.1:1", '--receive.hashrings=[{"endpoints": ["127.0.0.1:1"]}]', `--remote-write.address=127.0.0.1:${port}`],
            ...["--receive.tenant-label-name=cluster", "--tsdb.out-of-order.time-window=8h", `--receive.limits-config-file=${limits}`],
        ];
    });
    return {
        url: server.url,
        stop: async () => {
            meta.close();
            meta.closeAllConnections();
            await server.stop();
        },
        write: async (tenant, time = Date.now()) => {
            const body = snappy(writeRequest([["__name__", "up"]], 1, time));
            return (await request(`http://127.0.0.1:${port}`, { path: "/api/v1/receive", headers: { "thanos-tenant": tenant }, body })).status;
        },
    };
}

/** A ruler that reaches neither Query nor Alertmanager, and has a rule. */
export function startRuler(): Promise<Server> {
    return startServer("thanos", "/-/ready", (address, folder) => {
        const rules = join(folder, "rules.yaml");
        writeFileSync(rules, stringify({ groups: [{ name: "g", interval: "1s", rules: [{ alert: "Watchdog", expr: "vector(1)" }] }] }));
        return [
            ...["rule", ...common(address), ...bucket(folder), `--data-dir=${join(folder, "data")}`, `--rule-file=${rules}`],
            ...["--query=127.0.0.1:1", "--alertmanagers.url=http://127.0.0.1:1", '--label=replica="0"'],
        ];
    });
}

export function startCompactor(): Promise<Server> {
    return startServer("thanos", "/-/ready", (address, folder) => [
        ...["compact", "--wait", `--http-address=${address}`, ...bucket(folder), `--data-dir=${join(folder, "data")}`],
    ]);
}
