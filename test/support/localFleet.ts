import { startPrometheus } from "./prometheus";

/** A receiver and the agent of the cluster "edge", which writes to it, on this machine. */
export interface LocalFleet {
    /** Asks the receiver; the series, or an error that names what it says against the expression. */
    query(expr: string): Promise<any[]>;
    /** Resolves when both have ended. */
    stop(): Promise<unknown>;
}

/** Starts both; each scrapes itself each second. */
export async function startLocalFleet(): Promise<LocalFleet> {
    const itself = (address: string, labels: Record<string, string>) => ({
        global: { scrape_interval: "1s" },
        scrape_configs: [{ job_name: "prometheus", static_configs: [{ targets: [address], labels }] }],
    });
    const receiver = await startPrometheus(
        (address) => itself(address, { cluster: "global" }),
        (data) => [`--storage.tsdb.path=${data}`, "--web.enable-remote-write-receiver"],
    );
    const remote_write = [{ url: `${receiver.url}/api/v1/write`, queue_config: { batch_send_deadline: "1s" } }];
    const agent = await startPrometheus(
        (address) => ({ ...itself(address, { cluster: "edge" }), remote_write }),
        (data) => ["--agent", `--storage.agent.path=${data}`],
    );
    return {
        async query(expr) {
            const response = await fetch(`${receiver.url}/api/v1/query`, { method: "POST", body: new URLSearchParams({ query: expr }) });
            const { status, error, data } = (await response.json()) as any;
            if (status !== "success") {
                throw new Error(`${error}: ${expr}`);
            }
            return data.result;
        },
        stop: () => Promise.all([receiver.stop(), agent.stop()]),
    };
}
