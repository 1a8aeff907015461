// A terminal and npm both pass one Ctrl-C on: signals this close are one.
const sameMs = 500;

/** Ctrl-C and other requests to end. */
export class Interrupts {
    private readonly controllers = [new AbortController(), new AbortController()];
    /** Aborted by the first: end what is going on, in good order. */
    readonly first = this.controllers[0].signal;
    /** Aborted by the second: leave what is left. */
    readonly second = this.controllers[1].signal;
    private last = -Infinity;

    /** Calls `onThird` for those after the second. */
    constructor(
        private readonly onThird: () => void,
        private readonly now: () => number = Date.now,
    ) {
        for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
            process.on(name, () => this.add());
        }
    }

    /** Takes note of one, unless it is the last one again. */
    add(): void {
        const isSame = this.now() - this.last < sameMs;
        this.last = this.now();
        if (isSame) {
            return;
        }
        const next = this.controllers.find(({ signal }) => !signal.aborted);
        if (next === undefined) {
            this.onThird();
        }
        next?.abort();
    }
}

/** Waits, unless interrupted. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
        if (signal.aborted) {
            return resolve();
        }
        const end = () => {
            clearTimeout(timer);
            signal.removeEventListener("abort", end);
            resolve();
        };
        const timer = setTimeout(end, ms);
        signal.addEventListener("abort", end);
    });
}
