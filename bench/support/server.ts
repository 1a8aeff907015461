import { ChildProcess, spawn } from "child_process";
import { readFileSync } from "fs";

/** Clock ticks a second in /proc: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const ticksPerSecond = 100;

/** Programs that run: none outlives this process. */
const running = new Set<ChildProcess>();
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));

/** A program that runs for a measurement. */
export class Server {
    private readonly child: ChildProcess;
    /** What it wrote last to standard error. */
    private said = "";

    constructor(
        readonly name: string,
        args: string[],
        /** Where it serves its metrics, and says that it is ready. */
        readonly url: string,
        private readonly readyPath: string,
    ) {
        this.child = spawn(name, args, { stdio: ["ignore", "ignore", "pipe"] });
        running.add(this.child);
        this.child.once("exit", () => running.delete(this.child));
        // It is not there.
        this.child.once("error", ({ message }) => (this.said = message));
        this.child.stderr?.on("data", (text: Buffer) => {
            this.said = text.toString();
        });
    }

    /** CPU seconds that it has used so far. */
    get cpuSeconds(): number {
        const fields = readFileSync(`/proc/${this.child.pid}/stat`, "utf8").replace(/^.*\) /, "").split(" ");
        return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
    }

    /** Memory that it has, and the most that it has had, in MiB. */
    get mebibytes(): { now: number; peak: number } {
        const status = readFileSync(`/proc/${this.child.pid}/status`, "utf8");
        const of = (key: string) => Number((new RegExp(`${key}:\\s+(\\d+)`).exec(status) as RegExpExecArray)[1]) / 1024;
        return { now: of("VmRSS"), peak: of("VmHWM") };
    }

    /** The sum of a metric's series that have a text in their labels; 0 where there is none yet. */
    async metric(name: string, labels = ""): Promise<number> {
        const text = await (await fetch(`${this.url}/metrics`)).text();
        const lines = text.split("\n").filter((line) => (line.startsWith(`${name} `) || line.startsWith(`${name}{`)) && line.includes(labels));
        return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" "))), 0);
    }

    /** Waits until it is ready. */
    async untilReady(): Promise<void> {
        for (const deadline = Date.now() + 30_000; Date.now() < deadline && this.child.exitCode === null; await new Promise((resolve) => setTimeout(resolve, 20))) {
            const answer = await fetch(this.url + this.readyPath).catch(() => undefined);
            if (answer?.ok) {
                return;
            }
        }
        throw new Error(`${this.name} does not answer at ${this.url}${this.readyPath}, or has ended: ${this.said.trim()}`);
    }

    /** Ends it at once. */
    async stop(): Promise<void> {
        if (this.child.exitCode !== null || this.child.signalCode !== null) {
            return;
        }
        const ended = new Promise((resolve) => this.child.once("exit", resolve));
        this.child.kill("SIGKILL");
        await ended;
    }
}
