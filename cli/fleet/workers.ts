import { ChildProcess, fork } from "child_process";
import { Interrupted } from "../shared/engine";
import { programPath } from "../program";
import { Changes } from "./run";
import { Answer, Job, Request } from "./workerProtocol";

/** Processes that run stacks: as many as run at a time, each for one stack after another. */
export class Workers {
    private readonly idle: ChildProcess[] = [];
    private readonly busy = new Set<ChildProcess>();
    private isCancelled = false;

    constructor(private readonly script = require.resolve("./worker")) {}

    /**
     * Does a job in an idle process, or in a new one.
     * @throws Interrupted, or an Error that says why the job failed.
     */
    run(job: Job, onState: (state: string) => void): Promise<Changes> {
        const worker = this.idle.pop() ?? this.start();
        this.busy.add(worker);
        return new Promise((resolve, reject) => {
            const end = () => {
                worker.off("message", onMessage);
                worker.off("exit", onExit);
                this.busy.delete(worker);
            };
            const onMessage = (answer: Answer) => {
                if ("state" in answer) {
                    return onState(answer.state);
                }
                end();
                this.idle.push(worker);
                if ("changes" in answer) {
                    return resolve(answer.changes);
                }
                reject(answer.interrupted ? new Interrupted("interrupted") : new Error(answer.error));
            };
            const onExit = (status: number | null, signal: string | null) => {
                end();
                // One that has just started does not know the signal yet, and ends of it.
                reject(this.isCancelled || signal === "SIGINT" ? new Interrupted("interrupted") : new Error(`its process ended (${signal ?? `exit status ${status}`}): ${job.log} may say why`));
            };
            worker.on("message", onMessage);
            worker.on("exit", onExit);
            worker.send({ job } satisfies Request);
        });
    }

    /** Asks those that are at work to cancel it; run() then throws. */
    cancel(): void {
        this.isCancelled = true;
        this.busy.forEach((worker) => worker.connected && worker.send({ cancel: true } satisfies Request));
    }

    /** Ends all processes. */
    close(): void {
        [...this.idle, ...this.busy].forEach((worker) => worker.kill("SIGKILL"));
    }

    private start(): ChildProcess {
        const worker = fork(this.script, { stdio: ["ignore", "ignore", "inherit", "ipc"], env: { ...process.env, PATH: programPath() } });
        worker.on("exit", () => this.idle.splice(0, this.idle.length, ...this.idle.filter((other) => other !== worker)));
        return worker;
    }
}
