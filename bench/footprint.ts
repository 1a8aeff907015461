import { findChart, render } from "../test/support/helm";
import { Benchmark, Findings, RunOptions } from "./benchmark";
import { startEdge } from "./support/agents";
import { Link } from "./support/link";
import { startPrometheus } from "./support/receivers";
import { Setting, withSetting } from "./support/setting";
import { formatNumber, formatSpread } from "./support/statistics";
import { Targets } from "./support/target";

const scrapeSeconds = 15;

interface Side {
    name: string;
    kind: "agent" | "full";
    version: "1.0" | "2.0";
}

const sides: Side[] = [
    { name: "agent", kind: "agent", version: "1.0" },
    { name: "agent, remote write 2.0", kind: "agent", version: "2.0" },
    { name: "full Prometheus with remote write", kind: "full", version: "1.0" },
    { name: "full Prometheus, remote write 2.0", kind: "full", version: "2.0" },
];

/** What one side was seen to need. */
interface Footprint {
    mebibytes: number;
    cores: number;
    bytesPerSample: number;
    firstSeconds: number;
}

const wait = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** The chart's rules, as files; none where there is no chart. */
function chartRules(): Record<string, unknown>[] {
    const found = findChart();
    return "chart" in found ? render(found.chart, {}).filter(({ kind }) => kind === "PrometheusRule").map(({ spec }) => spec) : [];
}

async function measure(setting: Setting, side: Side, targets: Targets, series: number, seconds: number, ruleFiles: string[]): Promise<Footprint> {
    const receiver = await startPrometheus(setting, `receiver-${sides.indexOf(side)}`);
    const link = await Link.open(receiver.url, 0);
    const remoteWrite = { url: link.url, protobuf_message: side.version === "1.0" ? "prometheus.WriteRequest" : "io.prometheus.write.v2.Request" };
    const start = performance.now();
    const edge = { cluster: "paris", scrapeInterval: `${scrapeSeconds}s`, scrapeConfig: targets.scrapeConfig(series), remoteWrite };
    const server = await startEdge(setting, side.kind === "full" && ruleFiles.length > 0 ? { ...edge, ruleFiles } : edge, side.kind);
    while ((await receiver.stored()) === 0) {
        await wait(0.1);
    }
    const firstSeconds = (performance.now() - start) / 1000;
    // Until each target was scraped, and sent.
    await wait(2 * scrapeSeconds);
    const before = { cpu: server.cpuSeconds, bytes: link.sentBytes, samples: await receiver.stored(), time: performance.now() };
    await wait(seconds);
    const samples = (await receiver.stored()) - before.samples;
    const result = {
        mebibytes: server.mebibytes.peak,
        cores: (server.cpuSeconds - before.cpu) / ((performance.now() - before.time) / 1000),
        bytesPerSample: (link.sentBytes - before.bytes) / samples,
        firstSeconds,
    };
    await link.cut();
    return result;
}

async function run({ rounds, quick, tell }: RunOptions): Promise<Findings> {
    const [series, seconds] = quick ? [10_000, 15] : [20_000, 90];
    const rules = chartRules();
    const targets = new Targets();
    const measured = sides.map((): Footprint[] => []);
    try {
        for (let round = 1; round <= rounds; round++) {
            // All at the same time: the same targets, and the same machine.
            const results = await withSetting((setting) => {
                const ruleFiles = rules.map((spec, at) => setting.file(`rules-${at}.yaml`, spec));
                return Promise.all(sides.map((side) => measure(setting, side, targets, series, seconds, ruleFiles)));
            });
            results.forEach((result, at) => measured[at].push(result));
            tell(`round ${round}: ${results.map(({ mebibytes, bytesPerSample }, at) => `${sides[at].name} ${Math.round(mebibytes)} MiB, ${bytesPerSample.toFixed(2)} bytes a sample`).join("; ")}`);
        }
    } finally {
        targets.stop();
    }
    const rows = sides.map(({ name }, at) => {
        const spread = (key: keyof Footprint, format: (value: number) => string) => formatSpread(measured[at].map((one) => one[key]), format);
        return [
            name,
            spread("mebibytes", (value) => `${Math.round(value)} MiB`),
            spread("cores", (value) => `${Math.round(value * 1000)}m`),
            spread("bytesPerSample", (value) => value.toFixed(1)),
            spread("firstSeconds", (value) => `${value.toFixed(1)} s`),
        ];
    });
    const ofRules = rules.length > 0 ? `The full ones evaluate the chart's ${rules.length} groups of rules, which find little here` : "Without the chart's rules: the chart was not at hand";
    const text =
        `All side by side, with the same ${formatNumber(series)} series scraped each ${scrapeSeconds} s, ${seconds} s after the start-up. ${ofRules}. ` +
        "Bytes are those of the connection, compressed, with headers. Memory of a full Prometheus grows until its first block is written, after some three hours: these are the first minutes.";
    const columns = ["At the edge", "Memory at most", "CPU", "Bytes a sample", "First sample after"];
    const figures = Object.fromEntries(sides.flatMap(({ name }, at) => (["mebibytes", "cores", "bytesPerSample"] as const).map((key) => [`${name}: ${key}`, measured[at].map((one) => one[key])])));
    return { tables: [{ text, columns, rows }], figures };
}

export const footprint: Benchmark = {
    name: "footprint",
    summary: "an edge's agent against a full Prometheus with remote write, 1.0 and 2.0",
    programs: ["prometheus"],
    rounds: 3,
    run,
};
