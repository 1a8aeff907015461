import { LocalWorkspace, PulumiCommand, PulumiFn, Stack } from "@pulumi/pulumi/automation";
import { mkdtempSync, readdirSync, rmSync } from "fs";
import { tmpdir } from "os";
import { join, resolve } from "path";
import { asStackConfig } from "../../../demo/stacks";

const projectName = "multicluster-prometheus";
const projectFolder = resolve(__dirname, "..", "..", "..");

/** Sets configuration of a stack of the project, for its next preview or update. */
export async function configure(stack: Stack, config: Record<string, unknown>): Promise<void> {
    const text = Object.entries(asStackConfig(config)).map(([key, value]) => [key, { value }]);
    await stack.setAllConfig(Object.fromEntries(text));
}

/** Stacks of one run, with state in a temporary folder. */
export class Stacks {
    private readonly prefix = `e2e-${Math.random().toString(36).slice(2, 8)}`;
    /** Where Pulumi keeps the state. */
    readonly stateFolder = mkdtempSync(join(tmpdir(), "multicluster-prometheus-state-"));
    private readonly open: Stack[] = [];

    constructor(private readonly pulumi: PulumiCommand) {}

    private get options() {
        return {
            pulumiCommand: this.pulumi,
            envVars: { PULUMI_BACKEND_URL: `file://${this.stateFolder}`, PULUMI_CONFIG_PASSPHRASE: "e2e", PULUMI_SKIP_UPDATE_CHECK: "true" },
        };
    }

    private nameOf(name: string): string {
        return `${this.prefix}-${name}`;
    }

    /** Name of a stack as a StackReference has it. */
    reference(name: string): string {
        return `organization/${projectName}/${this.nameOf(name)}`;
    }

    /** A stack of the project, which runs index.ts. */
    async ofProject(name: string, kubeconfig: string, config: Record<string, unknown>): Promise<Stack> {
        const stack = await LocalWorkspace.createStack({ stackName: this.nameOf(name), workDir: projectFolder }, this.options);
        this.open.push(stack);
        await stack.setConfig("kubernetes:kubeconfig", { value: kubeconfig });
        await configure(stack, config);
        return stack;
    }

    /** A stack whose program is a function here. */
    async ofProgram(name: string, program: PulumiFn): Promise<Stack> {
        const stack = await LocalWorkspace.createStack({ stackName: this.nameOf(name), projectName, program }, this.options);
        this.open.push(stack);
        return stack;
    }

    /** Destroys a stack, if it is deployed, and removes it. */
    async discard(stack: Stack): Promise<void> {
        if (((await stack.exportStack()).deployment.resources ?? []).length > 0) {
            await stack.destroy();
        }
        await stack.workspace.removeStack(stack.name);
        this.open.splice(this.open.indexOf(stack), 1);
    }

    /** Discards each stack that is left: the first one last, since the others read its outputs. */
    async destroy(): Promise<void> {
        const [first, ...others] = this.open;
        const results = await Promise.allSettled(others.map((stack) => this.discard(stack)));
        const failure = results.find((result) => result.status === "rejected");
        if (failure !== undefined) {
            throw failure.reason;
        }
        if (first !== undefined) {
            await this.discard(first);
        }
    }

    /** Forgets the state, and removes the stacks' files beside Pulumi.yaml. */
    forget(): void {
        rmSync(this.stateFolder, { recursive: true, force: true });
        for (const file of readdirSync(projectFolder).filter((name) => name.startsWith(`Pulumi.${this.prefix}-`))) {
            rmSync(join(projectFolder, file));
        }
    }
}
