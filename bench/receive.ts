import { Benchmark, Findings, RunOptions } from "./benchmark";
import { Load, makeLoad, send } from "./support/load";
import { password, Receiver, startGateway, startPrometheus, startRelay, startThanos } from "./support/receivers";
import { Setting, withSetting } from "./support/setting";
import { formatNumber, formatSpread, median, ratios } from "./support/statistics";

const connections = 4;
const edge = "paris";

/** Ways to the place where samples are stored; the first one is what the others are compared with. */
const ways: { name: string; start: (setting: Setting) => Promise<Receiver>; auth?: string }[] = [
    { name: "straight to the receiver", start: startPrometheus },
    { name: "through the gateway", start: async (setting) => startGateway(setting, await startPrometheus(setting), [edge]), auth: `${edge}:${password}` },
    {
        name: "through gateway and relay (`enforceClusterLabel`)",
        start: async (setting) => startGateway(setting, await startRelay(setting, await startPrometheus(setting), edge), [edge], true),
        auth: `${edge}:${password}`,
    },
    { name: "Thanos Receive: a router, three ingesters, each sample three times", start: startThanos },
];

/** What a program did for a million samples. */
interface Part {
    name: string;
    cpuPerMillion: number;
    peakMebibytes: number;
}

/** Samples a second that one way takes, until all are stored. */
async function measure({ start, auth }: (typeof ways)[number], load: Load): Promise<{ rate: number; parts: Part[] }> {
    return withSetting(async (setting) => {
        const receiver = await start(setting);
        const cpuBefore = setting.servers.map(({ cpuSeconds }) => cpuSeconds);
        const from = performance.now();
        await send(load, new URL(receiver.url), () => auth);
        while ((await receiver.stored()) < load.samples) {
            await new Promise((resolve) => setTimeout(resolve, 20));
        }
        const rate = load.samples / ((performance.now() - from) / 1000);
        const parts = setting.servers.map((server, at) => ({
            name: server.name,
            cpuPerMillion: ((server.cpuSeconds - cpuBefore[at]) / load.samples) * 1e6,
            peakMebibytes: server.mebibytes.peak,
        }));
        return { rate, parts };
    });
}

/** The programs of a way by name: CPU seconds a million samples and memory, those of the same name together. */
function programs(rounds: Part[][]): string[] {
    const names = [...new Set(rounds[0].map(({ name }) => name))];
    const total = (name: string, figure: (part: Part) => number) =>
        median(rounds.map((parts) => parts.filter((part) => part.name === name).reduce((sum, part) => sum + figure(part), 0)));
    const list = (figure: (part: Part) => number, format: (value: number) => string) => names.map((name) => `${name} ${format(total(name, figure))}`).join(", ");
    return [list((part) => part.cpuPerMillion, formatNumber), list((part) => part.peakMebibytes, (value) => `${Math.round(value)} MiB`)];
}

async function run({ rounds, quick, tell }: RunOptions): Promise<Findings> {
    const load = makeLoad(connections, quick ? 50 : 150);
    const measured = ways.map((): Awaited<ReturnType<typeof measure>>[] => []);
    for (let round = 1; round <= rounds; round++) {
        for (const [at, way] of ways.entries()) {
            measured[at].push(await measure(way, load));
            tell(`round ${round}, ${way.name}: ${formatNumber(measured[at][round - 1].rate)} samples/s`);
        }
    }
    const rates = measured.map((results) => results.map(({ rate }) => rate));
    const rows = ways.map(({ name }, at) => [
        name,
        formatNumber(median(rates[at])),
        formatSpread(ratios(rates[at], rates[0]), (value) => value.toFixed(2)),
        ...programs(measured[at].map(({ parts }) => parts)),
    ]);
    const text = `${connections} connections send requests of 2,000 samples as fast as they are taken, until ${load.samples.toLocaleString("en")} are stored.`;
    const columns = ["Way", "Samples a second", "Of straight", "CPU seconds a million samples", "Memory at most"];
    return { tables: [{ text, columns, rows }], figures: Object.fromEntries(ways.map(({ name }, at) => [name, rates[at]])) };
}

export const receive: Benchmark = {
    name: "receive",
    summary: "samples a second: straight, through gateway and relay, and into Thanos Receive",
    programs: ["prometheus", "vmauth", "vmagent", "thanos"],
    rounds: 5,
    run,
};
