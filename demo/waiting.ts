import { Clusters } from "./cluster";
import { activeTargets, diagnose, whereToLook } from "./diagnosis";
import { throwIfInterrupted } from "../cli/shared/engine";
import { DemoError, firstLine } from "./errors";
import { pause } from "../cli/shared/interrupts";
import { apacheUpQuery, freshApacheUpQuery, query, targetsQuery } from "./query";

const apacheMs = 5 * 60_000;
const targetsMs = 60_000;

/** Asks each second, until `isDone` holds or the time is over; returns whether it does. */
async function poll(isDone: () => Promise<boolean>, ms: number, interrupt: AbortSignal): Promise<boolean> {
    for (const deadline = Date.now() + ms; ; await pause(1000, interrupt)) {
        throwIfInterrupted(interrupt);
        if (await isDone()) {
            return true;
        }
        if (Date.now() > deadline) {
            return false;
        }
    }
}

/** Waits until the global Prometheus has a sample of the edge's Apache. */
export async function waitForApache({ global, edge }: Clusters, interrupt: AbortSignal, detail: (text: string) => void): Promise<void> {
    let seen = "";
    const isThere = async () => {
        try {
            const [sample] = await query(global, freshApacheUpQuery);
            if (sample?.value[1] === "1") {
                return true;
            }
            seen = sample === undefined ? "no sample of the last minute" : `apache_up is ${sample.value[1]}: the exporter does not reach Apache`;
        } catch (error) {
            seen = `the global Prometheus does not answer: ${firstLine(error)}`;
        }
        detail(seen);
        return false;
    };
    if (!(await poll(isThere, apacheMs, interrupt))) {
        const problems = [seen, ...(await diagnose(global, edge))].map((problem) => `  - ${problem}`);
        const commands = whereToLook(global, edge).map((command) => `  ${command}`);
        throw new DemoError(
            [`No ${apacheUpQuery} = 1 in the global Prometheus after ${apacheMs / 60_000} minutes. Last seen:`, ...problems, "Look with:", ...commands].join("\n"),
        );
    }
}

/** Waits a while until the global Prometheus has heard of each target of the edge, so that its series can be counted. */
export async function waitForTargets({ global, edge }: Clusters, interrupt: AbortSignal, detail: (text: string) => void): Promise<void> {
    const isComplete = async () => {
        try {
            const targets = (await activeTargets(edge)).length;
            const [heard] = await query(global, targetsQuery);
            detail(`${heard?.value[1] ?? 0} of ${targets}`);
            return Number(heard?.value[1]) >= targets;
        } catch (error) {
            detail(firstLine(error));
            return false;
        }
    };
    await poll(isComplete, targetsMs, interrupt);
}
