import { LocalWorkspace, PulumiCommand, Stack } from "@pulumi/pulumi/automation";
import { mkdirSync, rmSync } from "fs";
import { join, resolve } from "path";
import { projectFolder, stateFolder } from "./paths";
import { Session } from "./session";

export type Role = "global" | "edge";

const project = "multicluster-prometheus";

export const stackNames: Record<Role, string> = { global: "demo-global", edge: "demo-edge" };

/** The global stack as the edge refers to it: a local state folder has one organization, of this name. */
export const globalStack = `organization/${project}/${stackNames.global}`;

/** Where the demo's state is, and how it is read; what is secret in it is nobody's but this machine's. */
export const stateVariables = { PULUMI_BACKEND_URL: `file://${stateFolder}`, PULUMI_CONFIG_PASSPHRASE: "" };

/** Config in the project's namespace. */
export function projectConfig(role: Role, session: Pick<Session, "nodeAddress" | "values">, chart?: string): Record<string, unknown> {
    const byRole = {
        global: {
            edges: ["edge"],
            ...(session.nodeAddress !== undefined && { hostname: session.nodeAddress, serviceType: "NodePort" }),
        },
        edge: { clusterName: "edge", globalStack },
    };
    return {
        role,
        ...byRole[role],
        ...(chart !== undefined && { chart: resolve(chart) }),
        ...(session.values !== undefined && { values: session.values }),
    };
}

/** Config as a stack's file has it: keys with their namespace, and text. */
export function asStackConfig(config: Record<string, unknown>): Record<string, string> {
    return Object.fromEntries(
        Object.entries(config).map(([key, value]) => [`${project}:${key}`, typeof value === "string" ? value : JSON.stringify(value)]),
    );
}

function workspaceOptions(pulumi: PulumiCommand) {
    mkdirSync(stateFolder, { recursive: true });
    return {
        workDir: projectFolder,
        pulumiCommand: pulumi,
        // The compiler's checks are of the tests: here they would be half of an update's time.
        envVars: { ...stateVariables, PULUMI_SKIP_UPDATE_CHECK: "true", PULUMI_NODEJS_TRANSPILE_ONLY: "true" },
    };
}

/** The stack of a role, configured for the session. */
export async function configuredStack(pulumi: PulumiCommand, role: Role, session: Session): Promise<Stack> {
    const stack = await LocalWorkspace.createOrSelectStack({ stackName: stackNames[role], workDir: projectFolder }, workspaceOptions(pulumi));
    const config = {
        "kubernetes:kubeconfig": session[role].kubeconfig,
        ...asStackConfig(projectConfig(role, session, process.env.KUBE_PROMETHEUS_STACK_CHART)),
    };
    const stale = Object.keys(await stack.getAllConfig()).filter((key) => !(key in config));
    if (stale.length > 0) {
        await stack.removeAllConfig(stale);
    }
    await stack.setAllConfig(Object.fromEntries(Object.entries(config).map(([key, value]) => [key, { value }])));
    return stack;
}

/** The stack of a role, if it is there. */
export async function existingStack(pulumi: PulumiCommand, role: Role): Promise<Stack | undefined> {
    const workspace = await LocalWorkspace.create(workspaceOptions(pulumi));
    const stacks = await workspace.listStacks();
    return stacks.some(({ name }) => name.split("/").pop() === stackNames[role]) ? Stack.select(stackNames[role], workspace) : undefined;
}

export function removeStackFile(role: Role): void {
    rmSync(join(projectFolder, `Pulumi.${stackNames[role]}.yaml`), { force: true });
}
