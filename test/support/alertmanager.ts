import { mkdirSync, writeFileSync } from "fs";
import { createServer } from "http";
import { AddressInfo } from "net";
import { join } from "path";
import { startServer } from "./processes";

/** An Alertmanager on this machine, and what its webhooks were sent. */
export interface LocalAlertmanager {
    /** Raises alerts of these labels. */
    raise(...alerts: Record<string, string>[]): Promise<void>;
    /** What came to each key of the Secret: `alertname cluster` of each alert, or the lines of a message to Slack. */
    received: Record<string, string[]>;
    stop(): Promise<void>;
}

/**
 * Starts Alertmanager with a configuration whose Secret "alerting" has one key for each webhook; each is a URL of this process.
 * It does not wait for others of a group.
 */
export async function startAlertmanager(configuration: string, keys: string[]): Promise<LocalAlertmanager> {
    const received: Record<string, string[]> = Object.fromEntries(keys.map((key) => [key, []]));
    const sink = createServer((request, response) => {
        let body = "";
        request.on("data", (part) => (body += part));
        request.on("end", () => {
            const { alerts, attachments } = JSON.parse(body);
            const names = alerts?.map(({ labels }: any) => `${labels.alertname} ${labels.cluster}`) ?? attachments[0].text.trim().split("\n");
            received[(request.url ?? "").slice(1)].push(...names);
            response.end();
        });
    });
    await new Promise<void>((resolve) => sink.listen(0, "127.0.0.1", resolve));
    const { port } = sink.address() as AddressInfo;
    const server = await startServer("alertmanager", "/-/ready", (address, folder) => {
        mkdirSync(join(folder, "alerting"));
        for (const key of keys) {
            writeFileSync(join(folder, "alerting", key), `http://127.0.0.1:${port}/${key}`);
        }
        const file = join(folder, "alertmanager.yaml");
        writeFileSync(file, configuration.replaceAll("/etc/alertmanager/secrets", folder).replaceAll(/group_wait: \d+s/g, "group_wait: 1s"));
        return [`--config.file=${file}`, `--storage.path=${join(folder, "data")}`, `--web.listen-address=${address}`, "--cluster.listen-address="];
    });
    return {
        received,
        raise: async (...alerts) => {
            const body = JSON.stringify(alerts.map((labels) => ({ labels, annotations: { summary: `It is ${labels.alertname}`, runbook_url: "https://runbooks" } })));
            const { status } = await fetch(`${server.url}/api/v2/alerts`, { method: "POST", body, headers: { "content-type": "application/json" } });
            if (status !== 200) {
                throw new Error(`Alertmanager answered ${status}`);
            }
        },
        stop: async () => {
            await server.stop();
            sink.closeAllConnections();
            sink.close();
        },
    };
}
