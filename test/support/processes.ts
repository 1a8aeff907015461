import { ChildProcess, spawn } from "child_process";
import { mkdtempSync, rmSync } from "fs";
import { createServer } from "http";
import { AddressInfo } from "net";
import { tmpdir } from "os";
import { join } from "path";

/** A server on this machine. */
export interface Server {
    url: string;
    /** Ends it, and removes its folder. */
    stop(): Promise<void>;
}

/** Starts a command as a server on a free port of the loopback address, with a temporary folder of its own, and waits until it is ready. */
export async function startServer(command: string, readyPath: string, flags: (address: string, folder: string) => string[]): Promise<Server> {
    const folder = mkdtempSync(join(tmpdir(), "multicluster-prometheus-"));
    const address = `127.0.0.1:${await freePort()}`;
    const child = spawn(command, flags(address, folder), { stdio: "ignore" });
    const server = {
        url: `http://${address}`,
        stop: async () => {
            await end(child);
            rmSync(folder, { recursive: true });
        },
    };
    if (await isReady(server.url + readyPath, child)) {
        return server;
    }
    await server.stop();
    throw new Error(`${command} was not ready within 20 s, or ended`);
}

/** A port of the loopback address that nobody has. */
export function freePort(): Promise<number> {
    return new Promise((resolve) => {
        const server = createServer().listen(0, "127.0.0.1", () => {
            const { port } = server.address() as AddressInfo;
            server.close(() => resolve(port));
        });
    });
}

async function isReady(url: string, child: ChildProcess): Promise<boolean> {
    for (const deadline = Date.now() + 20_000; Date.now() < deadline && child.exitCode === null; ) {
        if (await fetch(url).then((response) => response.ok, () => false)) {
            return true;
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return false;
}

function end(child: ChildProcess): Promise<void> {
    return new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) {
            return resolve();
        }
        child.once("exit", () => resolve());
        // An agent that ends in good order waits a minute for its receiver.
        child.kill("SIGKILL");
    });
}
