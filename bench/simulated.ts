import { Benchmark, Findings, RunOptions } from "./benchmark";
import { Receiver, startGateway, startPrometheus } from "./support/receivers";
import { Sender, Write } from "./support/senders";
import { Setting, withSetting } from "./support/setting";
import { formatNumber, formatSpread, quantile } from "./support/statistics";

const everySeconds = 15;

type Start = (setting: Setting, edges: string[]) => Promise<Receiver>;

const ways: { name: string; start: Start }[] = [
    { name: "straight to the receiver", start: (setting) => startPrometheus(setting) },
    { name: "through the gateway", start: async (setting, edges) => startGateway(setting, await startPrometheus(setting), edges) },
];

/** What was seen of one way. */
interface Figures {
    samplesPerSecond: number;
    refused: number;
    p50: number;
    p99: number;
    burstSeconds: number;
    servers: { name: string; cores: number; mebibytes: number; burstMebibytes: number }[];
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Each sender begins at a time of its own, and sends until a time is over. */
async function sendAll(senders: Sender[], url: URL, seconds: number): Promise<Write[]> {
    const writes: Write[] = [];
    const end = performance.now() + seconds * 1000;
    await Promise.all(
        senders.map(async (sender, at) => {
            for (let next = performance.now() + (at / senders.length) * everySeconds * 1000; next < end; next += everySeconds * 1000) {
                await wait(next - performance.now());
                writes.push(await sender.send(url));
            }
        }),
    );
    return writes;
}

function measure(start: Start, edges: number, series: number, seconds: number): Promise<Figures> {
    return withSetting(async (setting) => {
        const names = Array.from({ length: edges }, (_, edge) => `edge-${edge}`);
        const receiver = await start(setting, names);
        const url = new URL(receiver.url);
        const senders = names.map((name) => new Sender(name, series));
        // The first write of a series makes it.
        await sendAll(senders, url, everySeconds);
        const cpu = setting.servers.map(({ cpuSeconds }) => cpuSeconds);
        const before = await receiver.stored();
        const from = performance.now();
        const writes = await sendAll(senders, url, seconds);
        const elapsed = (performance.now() - from) / 1000;
        const steady = setting.servers.map((server, at) => ({ name: server.name, cores: (server.cpuSeconds - cpu[at]) / elapsed, mebibytes: server.mebibytes.peak }));
        const samplesPerSecond = ((await receiver.stored()) - before) / elapsed;
        const burst = performance.now();
        writes.push(...(await Promise.all(senders.map((sender) => sender.send(url)))));
        const burstSeconds = (performance.now() - burst) / 1000;
        senders.forEach((sender) => sender.end());
        const times = writes.slice(0, -edges).map(({ ms }) => ms);
        return {
            samplesPerSecond,
            refused: writes.filter(({ status }) => Math.floor(status / 100) !== 2).length,
            p50: quantile(times, 0.5),
            p99: quantile(times, 0.99),
            burstSeconds,
            servers: steady.map((server, at) => ({ ...server, burstMebibytes: setting.servers[at].mebibytes.peak })),
        };
    });
}

async function run({ rounds, quick, tell }: RunOptions): Promise<Findings> {
    const [edges, series, seconds] = quick ? [200, 300, 20] : [1000, 300, 60];
    const measured = ways.map((): Figures[] => []);
    for (let round = 1; round <= rounds; round++) {
        for (const [at, { name, start }] of ways.entries()) {
            const figures = await measure(start, edges, series, seconds);
            measured[at].push(figures);
            tell(`round ${round}, ${name}: ${formatNumber(figures.samplesPerSecond)} samples/s, ${figures.refused} refused, p99 ${figures.p99.toFixed(1)} ms`);
        }
    }
    const rows = ways.map(({ name }, at) => {
        const of = (figure: (figures: Figures) => number, format: (value: number) => string) => formatSpread(measured[at].map(figure), format);
        const ms = (value: number) => `${value.toFixed(1)} ms`;
        const servers = (text: (index: number) => string) => measured[at][0].servers.map((server, index) => `${server.name} ${text(index)}`).join(", ");
        const mebibytes = (value: number) => `${Math.round(value)} MiB`;
        return [
            name,
            of((figures) => figures.samplesPerSecond, formatNumber),
            String(Math.max(...measured[at].map(({ refused }) => refused))),
            `${of((figures) => figures.p50, ms)}, ${of((figures) => figures.p99, ms)}`,
            servers((index) => `${of((figures) => figures.servers[index].cores * 1000, (value) => `${Math.round(value)}m`)}`),
            servers((index) => `${of((figures) => figures.servers[index].mebibytes, mebibytes)}`),
            `${of((figures) => figures.burstSeconds, (value) => `${value.toFixed(1)} s`)}; ${servers((index) => of((figures) => figures.servers[index].burstMebibytes, mebibytes))}`,
        ];
    });
    const text =
        `${formatNumber(edges)} small senders, each with its own password, name and connection, write ${series} series each ${everySeconds} s, for ${seconds} s after their first; ` +
        "then all of them in the same moment, as after an outage.";
    const columns = ["Way", "Samples a second", "Refused", "A write: median, 99 %", "CPU", "Memory at most", "All at once, and memory then"];
    const figures = Object.fromEntries(
        ways.flatMap(({ name }, at) => (["samplesPerSecond", "refused", "p50", "p99", "burstSeconds"] as const).map((key) => [`${name}: ${key}`, measured[at].map((one) => one[key])])),
    );
    return { tables: [{ text, columns, rows }], figures };
}

export const simulated: Benchmark = {
    name: "simulated",
    summary: "a thousand edges that write through the gateway",
    programs: ["prometheus", "vmauth"],
    rounds: 2,
    run,
};
