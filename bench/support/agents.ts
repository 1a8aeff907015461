import { join } from "path";
import { Values } from "../../components/values/merge";
import { Server } from "./server";
import { Setting } from "./setting";

const renamed: Record<string, string> = { retryOnRateLimit: "retry_on_http_429" };

/** The operator's `queueConfig` as the operator writes it for Prometheus: https://prometheus.io/docs/prometheus/latest/configuration/configuration/#remote_write */
export function prometheusQueueConfig(queueConfig: Values): Values {
    const key = (name: string) => renamed[name] ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    return Object.fromEntries(Object.entries(queueConfig).map(([name, value]) => [key(name), value]));
}

/** What a Prometheus that writes to a receiver has to know. */
export interface Edge {
    cluster: string;
    scrapeInterval: string;
    scrapeConfig: Values;
    remoteWrite: Values;
    /** Files of rules, for one that evaluates some. */
    ruleFiles?: string[];
}

/** Starts an agent, or a full Prometheus, that writes to a receiver. */
export async function startEdge(setting: Setting, { cluster, scrapeInterval, scrapeConfig, remoteWrite, ruleFiles }: Edge, kind: "agent" | "full" = "agent"): Promise<Server> {
    const address = await setting.address();
    const configuration = {
        global: { scrape_interval: scrapeInterval, external_labels: { cluster } },
        scrape_configs: [scrapeConfig],
        remote_write: [remoteWrite],
        ...(ruleFiles && { rule_files: ruleFiles }),
    };
    const data = join(setting.folder, `data-${address}`);
    return setting.start("prometheus", address, "/-/ready", [
        `--config.file=${setting.file(`${address}.yaml`, configuration)}`,
        `--web.listen-address=${address}`,
        ...(kind === "agent" ? ["--agent", `--storage.agent.path=${data}`] : [`--storage.tsdb.path=${data}`]),
    ]);
}
