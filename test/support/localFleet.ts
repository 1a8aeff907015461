import { ChildProcess, spawn } from "child_process";
import { once } from "events";
import { mkdirSync, writeFileSync } from "fs";
import { AddressInfo, createServer } from "net";
import { join } from "path";
import { stringify } from "yaml";
import { Values } from "../../components/values/merge";

/** A receiver and the agent of the cluster "edge", which writes to it, on this machine. */
export interface LocalFleet {
    /** Asks the receiver; the series, or an error that names what it says against the expression. */
    query(expr: string): Promise<any[]>;
    /** Resolves when both have ended. */
    stop(): Promise<void>;
}

function freePort(): Promise<number> {
    return new Promise((resolve) => {
        const server = createServer().listen(0, "127.0.0.1", () => {
            const { port } = server.address() as AddressInfo;
            server.close(() => resolve(port));
        });
    });
}

function startPrometheus(folder: string, port: number, configuration: Values, flags: string[]): ChildProcess {
    mkdirSync(folder);
    const file = join(folder, "prometheus.yaml");
    writeFileSync(file, stringify(configuration));
    return spawn("prometheus", [`--config.file=${file}`, `--web.listen-address=127.0.0.1:${port}`, ...flags], { stdio: "ignore" });
}

/** Starts both with their data in the folder; each scrapes itself each second. */
export async function startLocalFleet(folder: string): Promise<LocalFleet> {
    const [receiverPort, agentPort] = [await freePort(), await freePort()];
    const url = `http://127.0.0.1:${receiverPort}`;
    const itself = (port: number, labels: Record<string, string>) => ({
        global: { scrape_interval: "1s" },
        scrape_configs: [{ job_name: "prometheus", static_configs: [{ targets: [`127.0.0.1:${port}`], labels }] }],
    });
    const receiver = startPrometheus(join(folder, "receiver"), receiverPort, itself(receiverPort, { cluster: "global" }), [
        `--storage.tsdb.path=${join(folder, "receiver")}`,
        "--web.enable-remote-write-receiver",
    ]);
    const remote_write = [{ url: `${url}/api/v1/write`, queue_config: { batch_send_deadline: "1s" } }];
    const agent = startPrometheus(join(folder, "agent"), agentPort, { ...itself(agentPort, { cluster: "edge" }), remote_write }, [
        "--agent",
        `--storage.agent.path=${join(folder, "agent")}`,
    ]);
    return {
        async query(expr) {
            const response = await fetch(`${url}/api/v1/query`, { method: "POST", body: new URLSearchParams({ query: expr }) });
            const { status, error, data } = (await response.json()) as any;
            if (status !== "success") {
                throw new Error(`${error}: ${expr}`);
            }
            return data.result;
        },
        async stop() {
            const ends = [receiver, agent].map((process) => once(process, "exit"));
            // An agent that ends in good order waits a minute for its receiver.
            [receiver, agent].forEach((process) => process.kill("SIGKILL"));
            await Promise.all(ends);
        },
    };
}
