// A terminal and npm both pass one Ctrl-C on: signals this close are one.
const sameMs = 500;

/** Ctrl-C and a request to end, each as the abortion of a signal. */
export class Interrupts {
    private controller = new AbortController();
    private last = -Infinity;

    /** Calls `onIgnored` for those that come when all signals are aborted. */
    constructor(onIgnored: () => void, now: () => number = Date.now) {
        for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
            process.on(name, () => {
                if (now() - this.last < sameMs) {
                    return;
                }
                this.last = now();
                if (this.controller.signal.aborted) {
                    onIgnored();
                }
                this.controller.abort();
            });
        }
    }

    /** The signal that the next interrupt aborts. */
    next(): AbortSignal {
        if (this.controller.signal.aborted) {
            this.controller = new AbortController();
        }
        return this.controller.signal;
    }
}

/** Waits, unless interrupted. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
        const end = () => {
            clearTimeout(timer);
            signal.removeEventListener("abort", end);
            resolve();
        };
        const timer = setTimeout(end, ms);
        signal.addEventListener("abort", end);
    });
}
