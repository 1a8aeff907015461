import { ChildProcess, spawn } from "child_process";
import { readFileSync } from "fs";

/** Clock ticks a second in /proc: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const ticksPerSecond = 100;

/** A program that runs for a measurement. */
export class Server {
    private readonly child: ChildProcess;

    constructor(
        readonly name: string,
        args: string[],
    ) {
        this.child = spawn(name, args, { stdio: "ignore" });
    }

    /** CPU seconds that it has used so far. */
    get cpuSeconds(): number {
        const fields = readFileSync(`/proc/${this.child.pid}/stat`, "utf8").replace(/^.*\) /, "").split(" ");
        return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
    }

    /** The most memory that it has had so far, in MiB. */
    get peakMebibytes(): number {
        const [, kibibytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${this.child.pid}/status`, "utf8")) as RegExpExecArray;
        return Number(kibibytes) / 1024;
    }

    /** Waits until a page of it answers. */
    async untilReady(url: string): Promise<void> {
        for (const deadline = Date.now() + 20_000; Date.now() < deadline; await new Promise((resolve) => setTimeout(resolve, 50))) {
            const answer = await fetch(url).catch(() => undefined);
            if (answer?.ok) {
                return;
            }
        }
        throw new Error(`${this.name} does not answer at ${url}`);
    }

    async stop(): Promise<void> {
        const ended = new Promise((resolve) => this.child.once("exit", resolve));
        this.child.kill("SIGKILL");
        await ended;
    }
}
