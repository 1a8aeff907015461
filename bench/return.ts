import { Benchmark, Findings, RunOptions } from "./benchmark";
import { prometheusQueueConfig, startEdge } from "./support/agents";
import { Link } from "./support/link";
import { ownQueueText, queues, roundTripMs } from "./support/queues";
import { password, startGateway, startPrometheus } from "./support/receivers";
import { Server } from "./support/server";
import { withSetting } from "./support/setting";
import { formatNumber, formatSpread } from "./support/statistics";
import { Targets } from "./support/target";

interface Times {
    scrapeSeconds: number;
    outageSeconds: number;
}

/** What the return of all edges asks of the receiver. */
interface Return {
    samples: number;
    seconds: number;
    cpuSeconds: number;
    receiverMebibytes: number;
    gatewayMebibytes: number;
}

const wait = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

async function total(servers: Server[], metric: string, labels?: string): Promise<number> {
    return (await Promise.all(servers.map((server) => server.metric(metric, labels)))).reduce((sum, value) => sum + value, 0);
}

function measure(queue: string, edges: string[], series: number, targets: Targets, { scrapeSeconds, outageSeconds }: Times): Promise<Return> {
    return withSetting(async (setting) => {
        const receiver = await startGateway(setting, await startPrometheus(setting), edges);
        const [prometheus, gateway] = setting.servers;
        const link = await Link.open(receiver.url, roundTripMs);
        const agents: Server[] = [];
        for (const cluster of edges) {
            const remoteWrite = { url: link.url, basic_auth: { username: cluster, password }, queue_config: prometheusQueueConfig(queues[queue]) };
            agents.push(await startEdge(setting, { cluster, scrapeInterval: `${scrapeSeconds}s`, scrapeConfig: targets.scrapeConfig(series), remoteWrite }));
        }
        await wait(2.5 * scrapeSeconds);
        await link.cut();
        await wait(outageSeconds);
        const due = await total(agents, "prometheus_agent_samples_appended_total", 'type="float"');
        const before = await receiver.stored();
        const cpu = prometheus.cpuSeconds;
        await link.restore();
        const start = performance.now();
        const seconds = () => (performance.now() - start) / 1000;
        while ((await receiver.stored()) < due) {
            await wait(0.1);
            if (seconds() > 600) {
                throw new Error(`${queue}: samples are missing ten minutes after the receiver is back`);
            }
        }
        const result = { samples: due - before, seconds: seconds(), cpuSeconds: prometheus.cpuSeconds - cpu, receiverMebibytes: prometheus.mebibytes.peak, gatewayMebibytes: gateway.mebibytes.peak };
        const failed = await total(agents, "prometheus_remote_storage_samples_failed_total");
        if (failed > 0) {
            throw new Error(`${queue}: ${failed} samples were refused`);
        }
        await link.cut();
        return result;
    });
}

async function run({ rounds, quick, tell }: RunOptions): Promise<Findings> {
    const edges = Array.from({ length: quick ? 5 : 20 }, (_, edge) => `edge-${edge}`);
    const series = 10_000;
    const times = quick ? { scrapeSeconds: 10, outageSeconds: 30 } : { scrapeSeconds: 15, outageSeconds: 75 };
    const targets = new Targets();
    const measured = Object.fromEntries(Object.keys(queues).map((queue) => [queue, [] as Return[]]));
    try {
        for (let round = 1; round <= rounds; round++) {
            for (const [queue, results] of Object.entries(measured)) {
                const result = await measure(queue, edges, series, targets, times);
                results.push(result);
                tell(`round ${round}, ${queue}: ${formatNumber(result.samples)} samples in ${result.seconds.toFixed(1)} s`);
            }
        }
    } finally {
        targets.stop();
    }
    const rows = Object.entries(measured).map(([queue, results]) => {
        const spread = (key: keyof Return, format: (value: number) => string) => formatSpread(results.map((result) => result[key]), format);
        const mebibytes = (value: number) => `${Math.round(value)} MiB`;
        const seconds = (value: number) => `${value.toFixed(1)} s`;
        return [queue, spread("samples", formatNumber), spread("seconds", seconds), spread("cpuSeconds", seconds), `${spread("receiverMebibytes", mebibytes)}, ${spread("gatewayMebibytes", mebibytes)}`];
    });
    const text = `${edges.length} agents of ${formatNumber(series)} series come back through the gateway at once, after ${times.outageSeconds} s, ${roundTripMs} ms of round trip away. None was refused. ${ownQueueText}`;
    const columns = ["Queue", "Samples that waited", "All there after", "Receiver's CPU until then", "Memory at most: receiver, gateway"];
    return { tables: [{ text, columns, rows }], figures: Object.fromEntries(Object.entries(measured).map(([queue, results]) => [queue, results.map(({ seconds }) => seconds)])) };
}

export const fleetReturn: Benchmark = {
    name: "return",
    summary: "the return of a whole fleet at once after an outage, by queueConfig",
    programs: ["prometheus", "vmauth"],
    rounds: 1,
    run,
};
