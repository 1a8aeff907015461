import { join } from "path";
import { gatewayConfiguration, gatewayFlags } from "../../components/values/gateway";
import { firstVersionHeaders, relayFlags } from "../../components/values/relay";
import { Server } from "./server";
import { Setting } from "./setting";

/** Where samples are written. */
export interface Receiver {
    /** Of its write path. */
    url: string;
    /** Samples that are stored. */
    stored(): Promise<number>;
}

const writePath = "/api/v1/write";

/** The password of each edge. */
export const password = "password";

const storedSamples = (server: Server) => server.metric("prometheus_tsdb_head_samples_appended_total", 'type="float"');

/** A Prometheus as the global stack has it. */
export async function startPrometheus(setting: Setting, name = "receiver"): Promise<Receiver> {
    const address = await setting.address();
    const server = await setting.start("prometheus", address, "/-/ready", [
        `--config.file=${setting.file(`${name}.yaml`, { storage: { tsdb: { out_of_order_time_window: "8h" } } })}`,
        `--storage.tsdb.path=${join(setting.folder, name)}`,
        `--web.listen-address=${address}`,
        "--web.enable-remote-write-receiver",
    ]);
    return { url: server.url + writePath, stored: () => storedSamples(server) };
}

/** The flags that are deployed, save those that name a place of the pod's. */
function withReplaced(flags: string[], here: Record<string, string>): string[] {
    return flags.map((flag) => {
        const [name] = flag.split("=");
        return name in here ? `${name}=${here[name]}` : flag;
    });
}

/** The gateway in front of a receiver, or of an edge's relay. */
export async function startGateway(setting: Setting, upstream: Receiver, edges: string[], isRelay = false): Promise<Receiver> {
    const [address, internal] = [await setting.address(), await setting.address()];
    const route = { url: upstream.url.replace(writePath, "/"), ...(isRelay && { requires: firstVersionHeaders }) };
    const configuration = gatewayConfiguration(edges.map((edge) => ({ edge, password })), () => route);
    const here = { "-auth.config": setting.file("auth.yaml", configuration), "-httpListenAddr": address, "-httpInternalListenAddr": internal };
    await setting.start("vmauth", internal, "/health", withReplaced(gatewayFlags(false), here));
    return { ...upstream, url: `http://${address}${writePath}` };
}

/** An edge's relay in front of a receiver. */
export async function startRelay(setting: Setting, receiver: Receiver, edge: string): Promise<Receiver> {
    const address = await setting.address();
    const here = { "-httpListenAddr": address, "-remoteWrite.tmpDataPath": join(setting.folder, "buffer") };
    await setting.start("vmagent", address, "/health", withReplaced(relayFlags(receiver.url.replace(writePath, ""), edge, 1e9), here));
    return { ...receiver, url: `http://${address}${writePath}` };
}

/** Thanos Receive: a router, and ingesters of which three keep each sample. */
export async function startThanos(setting: Setting): Promise<Receiver> {
    const ports = async () => ({ http: await setting.address(), grpc: await setting.address(), write: await setting.address(), capnproto: await setting.address() });
    const flags = ({ http, grpc, write, capnproto }: Awaited<ReturnType<typeof ports>>) => [
        "receive",
        `--http-address=${http}`,
        `--grpc-address=${grpc}`,
        `--remote-write.address=${write}`,
        `--receive.capnproto-address=${capnproto}`,
    ];
    const ingesters: Server[] = [];
    const endpoints: { address: string }[] = [];
    for (const replica of ["0", "1", "2"]) {
        const addresses = await ports();
        endpoints.push({ address: addresses.grpc });
        const storage = [`--tsdb.path=${join(setting.folder, replica)}`, `--label=replica="${replica}"`, "--tsdb.out-of-order.time-window=8h"];
        ingesters.push(await setting.start("thanos", addresses.http, "/-/ready", [...flags(addresses), ...storage]));
    }
    const hashring = setting.file("hashring.json", [{ hashring: "default", endpoints }]);
    const addresses = await ports();
    const routing = [`--receive.hashrings-file=${hashring}`, "--receive.hashrings-algorithm=ketama", "--receive.replication-factor=3", '--label=replica="router"'];
    await setting.start("thanos", addresses.http, "/-/ready", [...flags(addresses), ...routing]);
    const stored = async () => Math.min(...(await Promise.all(ingesters.map(storedSamples))));
    return { url: `http://${addresses.write}/api/v1/receive`, stored };
}
