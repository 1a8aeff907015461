import { EngineError, EngineOptions, runEngine } from "../cli/shared/engine";
import { DemoError } from "./errors";

/**
 * Runs an operation of Pulumi's engine, and cancels it when interrupted.
 * @throws Interrupted, or a DemoError with the errors that the engine reported.
 */
export async function runStep<T>(operation: (options: EngineOptions) => Promise<T>, interrupt: AbortSignal, onState: (state: string) => void): Promise<T> {
    try {
        return await runEngine(operation, interrupt, onState);
    } catch (error) {
        if (!(error instanceof EngineError)) {
            throw error;
        }
        throw new DemoError(error.isLocked ? "Another run of the demo is at work. If none is, remove what it left: npm run demo -- --down" : error.message);
    }
}
