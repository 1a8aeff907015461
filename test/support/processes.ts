import { ChildProcess } from "child_process";
import { createServer } from "http";
import { AddressInfo } from "net";

/** A port of the loopback address that nobody listens on. */
export function freePort(): Promise<number> {
    return new Promise((resolve) => {
        const server = createServer().listen(0, "127.0.0.1", () => {
            const { port } = server.address() as AddressInfo;
            server.close(() => resolve(port));
        });
    });
}

/** Waits up to 20 seconds until a process answers with a 200. */
export async function untilAnswered(url: string, child: ChildProcess): Promise<void> {
    for (const deadline = Date.now() + 20_000; Date.now() < deadline; ) {
        if (child.exitCode !== null) {
            throw new Error(`${child.spawnfile} ended with ${child.exitCode}`);
        }
        const ok = await fetch(url).then((response) => response.ok, () => false);
        if (ok) {
            return;
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await stop(child);
    throw new Error(`no answer from ${url} in 20 s`);
}

/** Ends a process, and waits until it has. */
export function stop(child: ChildProcess): Promise<void> {
    return new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) {
            return resolve();
        }
        child.once("exit", () => resolve());
        child.kill();
    });
}
