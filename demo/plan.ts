import { KnownOutputs } from "../render/engine";
import { runProgram } from "../render/program";
import { readProject } from "../render/project";
import { releaseType } from "../render/stack";
import { loadBalancerHost } from "../render/standIns";
import { projectFolder } from "./paths";
import { Session } from "./session";
import { asStackConfig, globalStack, projectConfig, Role, stackNames } from "./stacks";

/** A stack, as it would be deployed. */
export interface StackPlan {
    resources: { type: string; name: string }[];
    /** The Helm values that differ from the chart's. */
    values: Record<string, unknown>;
    warnings: string[];
}

/** What the two stacks would deploy, and what the edge reads of the global one. */
export interface Plan extends Record<Role, StackPlan> {
    remoteWriteUrl: unknown;
}

async function planStack(
    role: Role,
    config: Record<string, unknown>,
    globalOutputs: KnownOutputs,
): Promise<KnownOutputs & { plan: StackPlan }> {
    const { declared, outputs, secretOutputs, warnings } = await runProgram(readProject(projectFolder), {
        stack: stackNames[role],
        config: { texts: asStackConfig(config), secretKeys: [] },
        stacks: new Map([[globalStack, globalOutputs]]),
    });
    const release = declared.find(({ type }) => type === releaseType);
    return { plan: { resources: declared.map(({ type, name }) => ({ type, name })), values: release?.inputs.values ?? {}, warnings }, outputs, secretOutputs };
}

/** Runs the program of both stacks in this process, without Pulumi's engine and without a cluster. */
export async function makePlan(settings: Pick<Session, "nodeAddress" | "values">): Promise<Plan> {
    const global = await planStack("global", projectConfig("global", settings), { outputs: {}, secretOutputs: [] });
    const edge = await planStack("edge", projectConfig("edge", settings), global);
    return { global: global.plan, edge: edge.plan, remoteWriteUrl: edge.outputs.remoteWriteUrl };
}

/** How the edge learns where to write, in lines. */
export function wireOf({ remoteWriteUrl }: Plan): string[] {
    return [
        `Stack ${stackNames.global} has the output remoteWriteUrl: ${remoteWriteUrl}`,
        `Stack ${stackNames.edge} reads it from ${globalStack}, and its agent writes there, with the label cluster="edge".`,
        ...(String(remoteWriteUrl).includes(loadBalancerHost) ? [`Here ${loadBalancerHost} stands for the address that the load balancer gives.`] : []),
    ];
}
