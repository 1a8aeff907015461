import { mkdtempSync, rmSync, writeFileSync } from "fs";
import { tmpdir } from "os";
import { join } from "path";
import { freePort } from "../../test/support/processes";
import { Server } from "./server";

/** The programs of one measurement, and a folder for what they write. */
export class Setting {
    readonly folder = mkdtempSync(join(tmpdir(), "bench-"));
    readonly servers: Server[] = [];

    /** An address that nothing listens at. */
    async address(): Promise<string> {
        return `127.0.0.1:${await freePort()}`;
    }

    /** Writes a file, and returns its path. */
    file(name: string, content: unknown): string {
        const path = join(this.folder, name);
        writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
        return path;
    }

    /** Starts a program that serves its metrics at an address, and waits until it is ready. */
    async start(program: string, address: string, readyPath: string, flags: string[]): Promise<Server> {
        const server = new Server(program, flags, `http://${address}`, readyPath);
        this.servers.push(server);
        await server.untilReady();
        return server;
    }

    /** Ends all, and removes the folder. */
    async end(): Promise<void> {
        await Promise.all(this.servers.map((server) => server.stop()));
        rmSync(this.folder, { recursive: true, force: true });
    }
}

/** Does work with a setting, which ends with it. */
export async function withSetting<T>(work: (setting: Setting) => Promise<T>): Promise<T> {
    const setting = new Setting();
    try {
        return await work(setting);
    } finally {
        await setting.end();
    }
}
