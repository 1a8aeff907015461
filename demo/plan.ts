import * as pulumi from "@pulumi/pulumi";
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

/** Stands for the address that the load balancer will give. */
const address = "global.example";

/** Takes note of the resources that a program declares, and answers as a cluster would. */
class Planner implements pulumi.runtime.Mocks {
    readonly resources: { type: string; name: string; inputs: Record<string, unknown> }[] = [];

    constructor(private readonly stackOutputs: Record<string, unknown>) {}

    newResource({ type, name, id, inputs }: pulumi.runtime.MockResourceArgs): { id: string; state: object } {
        // What comes with an id is read, not made.
        if (!id && !type.startsWith("pulumi:")) {
            this.resources.push({ type, name, inputs });
        }
        return { id: id || name, state: { ...inputs, ...this.computed(type) } };
    }

    private computed(type: string): object {
        switch (type) {
            case "kubernetes:core/v1:Service":
                return { status: { loadBalancer: { ingress: [{ hostname: address }] } } };
            case "pulumi:pulumi:StackReference":
                return { outputs: this.stackOutputs };
            case "random:index/randomPassword:RandomPassword":
                return { result: "generated" };
            default:
                return {};
        }
    }

    call(): Record<string, unknown> {
        return { outputs: this.stackOutputs };
    }
}

/** Catches what Pulumi logs while a program runs. */
async function withWarnings<T>(work: () => Promise<T>): Promise<{ result: T; warnings: string[] }> {
    const { warn } = console;
    const warnings: string[] = [];
    console.warn = (text: string) => warnings.push(text.replace(/^warning: \[runtime\] /, ""));
    try {
        return { result: await work(), warnings };
    } finally {
        console.warn = warn;
    }
}

async function planStack(
    role: Role,
    config: Record<string, unknown>,
    stackOutputs: Record<string, unknown>,
): Promise<{ plan: StackPlan; outputs: Record<string, unknown> }> {
    const planner = new Planner(stackOutputs);
    await pulumi.runtime.setMocks(planner, "multicluster-prometheus", stackNames[role], false, "organization");
    pulumi.runtime.setAllConfig(asStackConfig(config));
    const { result: outputs, warnings } = await withWarnings(async () => {
        const { default: program } = await import("../index");
        const declared = Object.entries(await program());
        await pulumi.runtime.disconnect();
        return Promise.all(declared.map(async ([key, output]) => [key, await new Promise((known) => output.apply(known))]));
    });
    const release = planner.resources.find(({ type }) => type === "kubernetes:helm.sh/v3:Release");
    return {
        plan: {
            resources: planner.resources.map(({ type, name }) => ({ type, name })),
            values: (release?.inputs.values ?? {}) as Record<string, unknown>,
            warnings,
        },
        outputs: Object.fromEntries(outputs),
    };
}

/** Runs the program of both stacks in this process, without Pulumi's engine and without a cluster. */
export async function makePlan(settings: Pick<Session, "nodeAddress" | "values">): Promise<Plan> {
    const global = await planStack("global", projectConfig("global", settings), {});
    const edge = await planStack("edge", projectConfig("edge", settings), global.outputs);
    return { global: global.plan, edge: edge.plan, remoteWriteUrl: edge.outputs.remoteWriteUrl };
}

/** How the edge learns where to write, in lines. */
export function wireOf({ remoteWriteUrl }: Plan): string[] {
    return [
        `Stack ${stackNames.global} has the output remoteWriteUrl: ${remoteWriteUrl}`,
        `Stack ${stackNames.edge} reads it from ${globalStack}, and its agent writes there, with the label cluster="edge".`,
        ...(String(remoteWriteUrl).includes(address) ? [`Here ${address} stands for the address that the load balancer gives.`] : []),
    ];
}
