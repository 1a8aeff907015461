import { PulumiCommand, Stack } from "@pulumi/pulumi/automation";
import { throwIfInterrupted } from "../cli/shared/engine";
import { removeApache } from "./apache";
import { Cluster } from "./cluster";
import { runStep } from "./engine";
import { DemoError, missingText } from "./errors";
import { removeKindCluster } from "./kind";
import { removeLeftovers } from "./leftovers";
import { Progress } from "./progress";
import { removeSession, Session } from "./session";
import { existingStack, removeStackFile, Role, stackNames } from "./stacks";
import { findPulumi } from "./tools";

// The edge first: while it is up, it writes to the global one.
const roles: Role[] = ["edge", "global"];

async function destroyStack(stack: Stack, interrupt: AbortSignal, detail: (text: string) => void): Promise<void> {
    // A run that was killed leaves its lock.
    await stack.cancel().catch(() => undefined);
    await runStep((options) => stack.destroy(options), interrupt, detail);
    await stack.workspace.removeStack(stack.name);
}

async function cleanCluster(pulumi: PulumiCommand, role: Role, session: Session, progress: Progress, interrupt: AbortSignal): Promise<void> {
    const { kubeconfig, definitions } = session[role];
    const cluster = new Cluster(role, kubeconfig);
    const unreachable = await cluster.unreachable();
    if (unreachable !== undefined) {
        throw new DemoError(unreachable);
    }
    if (role === "edge") {
        await progress.step("Removing Apache", () => removeApache(cluster, interrupt));
    }
    const stack = await existingStack(pulumi, role);
    if (stack !== undefined) {
        await progress.step(`pulumi destroy --stack ${stackNames[role]}`, (detail) => destroyStack(stack, interrupt, detail));
    }
    await progress.step(`Removing what Helm leaves in the ${role} cluster`, () => removeLeftovers(cluster, definitions ?? [], interrupt));
}

async function removeOne(role: Role, session: Session, progress: Progress, interrupt: AbortSignal): Promise<void> {
    const { kind } = session[role];
    if (kind !== undefined) {
        return progress.step(`Removing the kind cluster ${kind}`, () => removeKindCluster(kind));
    }
    const found = await findPulumi();
    if ("missing" in found) {
        throw new DemoError(`Missing:\n${missingText([found.missing])}`);
    }
    return cleanCluster(found.pulumi, role, session, progress, interrupt);
}

/**
 * Removes all that the demo made.
 * @throws DemoError that says what could not be removed, and what to do; what could be is gone. Interrupted, where it was.
 */
export async function takeDown(session: Session, progress: Progress, interrupt: AbortSignal): Promise<void> {
    const problems: string[] = [];
    for (const role of roles) {
        try {
            throwIfInterrupted(interrupt);
            await removeOne(role, session, progress, interrupt);
        } catch (error) {
            problems.push(`  - ${(error as Error).message}`);
        }
    }
    throwIfInterrupted(interrupt);
    if (problems.length > 0) {
        throw new DemoError(
            `Not all is removed:\n${problems.join("\n")}\n` +
                "Mend that, and run again: npm run demo -- --down\n" +
                "If a cluster is gone for good, forget what was in it: rm -r .demo Pulumi.demo-*.yaml",
        );
    }
    roles.forEach(removeStackFile);
    removeSession();
}
