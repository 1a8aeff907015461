import * as pulumi from "@pulumi/pulumi";
import { RecordingMocks, valueOf } from "./recordingMocks";

/** Config of a stack, as its file has it: keys of the project's namespace, and their values. */
export type Config = Record<string, unknown>;

/** Starts a program of the given name afresh under mocks. The secret keys are those that the stack's file keeps encrypted. */
export async function startMocks(mocks: RecordingMocks, stack: string, config: Config = {}, secretKeys: string[] = []): Promise<void> {
    // Without an engine, Pulumi logs warnings to the console.
    console.warn = (text: string) => mocks.warnings.push(text.replace(/^warning: \[runtime\] /, ""));
    await pulumi.runtime.setMocks(mocks, "multicluster-prometheus", stack, mocks.isPreview, "organization");
    const entries = Object.entries(config).map(([key, value]) => [
        `multicluster-prometheus:${key}`,
        typeof value === "string" ? value : JSON.stringify(value),
    ]);
    pulumi.runtime.setAllConfig(Object.fromEntries(entries), secretKeys.map((key) => `multicluster-prometheus:${key}`));
}

/** Runs index.ts as a stack would, and returns its outputs. */
export async function runProgram(mocks: RecordingMocks, stack: string, config: Config, secretKeys: string[] = []): Promise<Record<string, unknown>> {
    await startMocks(mocks, stack, config, secretKeys);
    const main: () => Promise<Record<string, pulumi.Output<unknown>>> = require("../../index");
    const outputs = await main();
    const values = await Promise.all(Object.entries(outputs).map(async ([key, output]) => [key, await valueOf(output)]));
    return Object.fromEntries(values);
}

/** Waits until a promise rejects, and returns the error. */
export async function errorOf(promise: Promise<unknown>): Promise<Error> {
    try {
        await promise;
    } catch (error) {
        return error as Error;
    }
    throw new Error("no error where one was expected");
}
