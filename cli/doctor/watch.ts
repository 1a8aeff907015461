import { setTimeout } from "timers/promises";
import { CannotTell } from "../errors";
import { Connection } from "./connection";

const interrupted = 130;

/** How a fleet is watched. */
export interface Watching {
    open(): Promise<Connection>;
    /** Looks once, and says what to show. */
    ask(connection: Connection): Promise<string>;
    show(text: string): void;
    /** Shows why a look failed. */
    complain(text: string): void;
    seconds: number;
}

/** Runs until it ends or is interrupted; an interrupt ends it with 130. */
export async function untilInterrupted(work: (signal: AbortSignal) => Promise<number>): Promise<number> {
    const controller = new AbortController();
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
    const abort = () => controller.abort();
    const aborted = new Promise<number>((resolve) => controller.signal.addEventListener("abort", () => resolve(interrupted)));
    signals.forEach((name) => process.on(name, abort));
    try {
        return await Promise.race([work(controller.signal), aborted]);
    } finally {
        signals.forEach((name) => process.removeListener(name, abort));
        if (controller.signal.aborted) {
            // What is still going on, a question or kubectl, ends with the process.
            process.exit(interrupted);
        }
    }
}

/**
 * Looks again and again. What cannot be told at first ends it; later it is shown, and tried again with a new connection.
 * @throws CannotTell at the first look.
 */
export function watch(watching: Watching): Promise<number> {
    return untilInterrupted((signal) => lookUntil(signal, watching));
}

/** Looks until the signal. */
export async function lookUntil(signal: AbortSignal, { open, ask, show, complain, seconds }: Watching): Promise<number> {
    let connection: Connection | undefined;
    let isFirst = true;
    try {
        while (!signal.aborted) {
            try {
                connection ??= await open();
                show(await ask(connection));
            } catch (error) {
                if (isFirst || !(error instanceof CannotTell)) {
                    throw error;
                }
                connection?.close();
                connection = undefined;
                complain(error.message);
            }
            isFirst = false;
            await setTimeout(seconds * 1000, undefined, { signal }).catch(() => undefined);
        }
        return interrupted;
    } finally {
        connection?.close();
    }
}
