import type { EngineEvent } from "@pulumi/pulumi/automation";

/** What goes on was interrupted. */
export class Interrupted extends Error {}

/** An operation failed; the message has the errors that the engine reported. */
export class EngineError extends Error {
    constructor(
        message: string,
        /** Whether another operation holds the stack's lock. */
        readonly isLocked: boolean,
    ) {
        super(message);
    }
}

/** What Pulumi's operations take. */
export interface EngineOptions {
    onEvent: (event: EngineEvent) => void;
    signal: AbortSignal;
    color: "never";
}

const verbs: Record<string, string> = { create: "creating", update: "updating", delete: "deleting", replace: "replacing" };

/** What the engine does at the moment, told by its events. */
export class EngineState {
    /** The errors that it reported. */
    readonly errors: string[] = [];
    /** Whether it was told to cancel. */
    cancelling = false;
    private readonly running = new Map<string, string>();

    add(event: EngineEvent): void {
        const { resourcePreEvent: started, diagnosticEvent: told } = event;
        const ended = event.resOutputsEvent ?? event.resOpFailedEvent;
        // Components and providers start and end with what they hold.
        if (started !== undefined && started.metadata.op in verbs && !/^(pulumi|multicluster-prometheus):/.test(started.metadata.type)) {
            const { op, type, urn } = started.metadata;
            this.running.set(urn, `${verbs[op]} ${type.split(":").pop()} ${urn.split("::").pop()}`);
        }
        if (ended !== undefined) {
            this.running.delete(ended.metadata.urn);
        }
        if (told?.severity === "error") {
            this.errors.push(told.message.trim());
        }
        this.cancelling ||= event.stdoutEvent?.message.includes("received; cancelling") ?? false;
    }

    toString(): string {
        return [...this.running.values()].join(", ");
    }
}

/** Why an operation failed, in the engine's own words where it said any, else in those that Pulumi's CLI wrote. */
function failure(error: Error, errors: string[]): EngineError {
    const written = [...error.message.matchAll(/^error: (.+)/gm)].map(([, text]) => text);
    const told = [...new Set(errors.length > 0 ? errors : written)];
    return new EngineError(told.join("\n") || error.message, error.name === "ConcurrentUpdateError");
}

/**
 * Runs an operation of Pulumi's engine, and cancels it when interrupted.
 * @throws Interrupted, or an EngineError.
 */
export async function runEngine<T>(
    operation: (options: EngineOptions) => Promise<T>,
    interrupt: AbortSignal,
    onState: (state: string) => void,
): Promise<T> {
    const state = new EngineState();
    const cancel = new AbortController();
    // A terminal sends its Ctrl-C to Pulumi as well, which would take ours for a second one and leave all as it is.
    const cancelIfUnheard = () => setTimeout(() => state.cancelling || cancel.abort(), 1000);
    interrupt.addEventListener("abort", cancelIfUnheard);
    const onEvent = (event: EngineEvent) => {
        state.add(event);
        onState(state.cancelling ? "cancelling" : state.toString());
    };
    try {
        throwIfInterrupted(interrupt);
        return await operation({ onEvent, signal: cancel.signal, color: "never" });
    } catch (error) {
        throwIfInterrupted(interrupt);
        throw failure(error as Error, state.errors);
    } finally {
        interrupt.removeEventListener("abort", cancelIfUnheard);
    }
}

export function throwIfInterrupted(interrupt: AbortSignal): void {
    if (interrupt.aborted) {
        throw new Interrupted("interrupted");
    }
}
