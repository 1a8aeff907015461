import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "fs";
import { cpus, tmpdir } from "os";
import { join } from "path";
import { gatewayConfiguration, gatewayFlags } from "../components/values/gateway";
import { firstVersionHeaders, relayFlags } from "../components/values/relay";
import { Load, makeLoad, send } from "./gateway/load";
import { Server } from "./gateway/server";

// Samples a second that the receiver takes: straight, through the gateway, and through gateway and relay, in turn.
const rounds = 5;
const connections = 4;
const requestsEach = 150;
const manyEdges = 100;
const [receiverPort, gatewayPort, internalPort, relayPort] = [19090, 18427, 18428, 18429];

type Way = "straight" | "gateway" | "relay";

interface Figures {
    samplesPerSecond: number;
    parts: { name: string; cpuPerMillion: number; peak: number }[];
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Samples that the receiver has stored. */
async function stored(): Promise<number> {
    const text = await (await fetch(`http://127.0.0.1:${receiverPort}/metrics`)).text();
    // It is not there before the first sample.
    const [, count] = /^prometheus_tsdb_head_samples_appended_total\{type="float"\} (\S+)$/m.exec(text) ?? [];
    return Number(count ?? 0);
}

/** The flags that are deployed, save those that name a place of the pod's. */
function withReplaced(flags: string[], here: Record<string, string>): string[] {
    return flags.map((flag) => {
        const [name] = flag.split("=");
        return name in here ? `${name}=${here[name]}` : flag;
    });
}

function startServers(way: Way, folder: string, edges: string[]): Server[] {
    const configuration = join(folder, "prometheus.yml");
    writeFileSync(configuration, "storage: {tsdb: {out_of_order_time_window: 8h}}\n");
    const servers = [
        new Server("prometheus", [
            `--config.file=${configuration}`,
            `--storage.tsdb.path=${join(folder, "data")}`,
            `--web.listen-address=127.0.0.1:${receiverPort}`,
            "--web.enable-remote-write-receiver",
        ]),
    ];
    if (way === "relay") {
        const flags = relayFlags(`http://127.0.0.1:${receiverPort}`, "paris", 1e9);
        const here = { "-httpListenAddr": `127.0.0.1:${relayPort}`, "-remoteWrite.tmpDataPath": join(folder, "buffer") };
        servers.push(new Server("vmagent", withReplaced(flags, here)));
    }
    if (way !== "straight") {
        const upstream = `http://127.0.0.1:${way === "relay" ? relayPort : receiverPort}/`;
        const file = join(folder, "auth.yaml");
        writeFileSync(file, JSON.stringify(gatewayConfiguration(edges.map((edge) => ({ edge, password: "password" })), () => ({ url: upstream, ...(way === "relay" && { requires: firstVersionHeaders }) }))));
        const here = { "-auth.config": file, "-httpListenAddr": `127.0.0.1:${gatewayPort}`, "-httpInternalListenAddr": `127.0.0.1:${internalPort}` };
        servers.push(new Server("vmauth", withReplaced(gatewayFlags(false), here)));
    }
    return servers;
}

async function measure(way: Way, load: Load, edges: string[]): Promise<Figures> {
    const folder = mkdtempSync(join(tmpdir(), "bench-gateway-"));
    mkdirSync(join(folder, "data"));
    const servers = startServers(way, folder, edges);
    try {
        for (const server of servers) {
            const { name } = server;
            const port = { prometheus: receiverPort, vmagent: relayPort, vmauth: internalPort }[name];
            await server.untilReady(`http://127.0.0.1:${port}/${name === "prometheus" ? "-/ready" : "health"}`);
        }
        const before = await stored();
        const cpuBefore = servers.map(({ cpuSeconds }) => cpuSeconds);
        const start = performance.now();
        const url = new URL(`http://127.0.0.1:${way === "straight" ? receiverPort : gatewayPort}/api/v1/write`);
        await send(load, url, (connection) => (way === "straight" ? undefined : `${edges[connection % edges.length]}:password`));
        while ((await stored()) - before < load.samples) {
            await wait(20);
        }
        const seconds = (performance.now() - start) / 1000;
        const parts = servers.map(({ name, cpuSeconds, peakMebibytes }, at) => ({
            name,
            cpuPerMillion: ((cpuSeconds - cpuBefore[at]) / load.samples) * 1e6,
            peak: peakMebibytes,
        }));
        return { samplesPerSecond: load.samples / seconds, parts };
    } finally {
        await Promise.all(servers.map((server) => server.stop()));
        rmSync(folder, { recursive: true });
    }
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

function report(way: Way, figures: Figures[], straight: Figures[]): void {
    const ratios = figures.map(({ samplesPerSecond }, round) => samplesPerSecond / straight[round].samplesPerSecond);
    const speed = Math.round(median(figures.map(({ samplesPerSecond }) => samplesPerSecond))).toLocaleString("en");
    const spread = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
    console.log(`${way.padEnd(9)} ${speed.padStart(9)} samples/s   ${median(ratios).toFixed(2)} of straight (${spread})`);
    figures[0].parts.forEach(({ name }, part) => {
        const cpu = median(figures.map(({ parts }) => parts[part].cpuPerMillion)).toFixed(2);
        const peak = Math.round(median(figures.map(({ parts }) => parts[part].peak)));
        console.log(`  ${name.padEnd(11)} ${cpu} CPU seconds a million samples, ${peak} MiB at most`);
    });
}

async function main(): Promise<void> {
    console.log(`${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, ${rounds} rounds of ${connections} connections`);
    const load = makeLoad(connections, requestsEach);
    const figures: Record<Way, Figures[]> = { straight: [], gateway: [], relay: [] };
    for (let round = 0; round < rounds; round++) {
        for (const way of Object.keys(figures) as Way[]) {
            figures[way].push(await measure(way, load, ["paris"]));
        }
    }
    for (const way of Object.keys(figures) as Way[]) {
        report(way, figures[way], figures.straight);
    }
    const edges = Array.from({ length: manyEdges }, (_, edge) => `edge-${edge}`);
    const { parts } = await measure("gateway", makeLoad(manyEdges, 6), edges);
    const gateway = parts.find(({ name }) => name === "vmauth");
    console.log(`gateway with ${manyEdges} edges that all write at once: ${gateway?.peak.toFixed(0)} MiB at most`);
}

main().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
});
