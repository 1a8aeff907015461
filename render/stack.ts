import { Declared } from "./engine";
import { withoutSecrets } from "./finder";
import { defaultKubeVersion, templateRelease } from "./helm";
import { declaredObject, inOrder, releaseObjects, RenderedObject } from "./objects";
import { ProgramRun } from "./program";
import { Project, shortName, StackConfig } from "./project";
import { OtherStacks } from "./references";
import { digest } from "./secrets";
import { shownValues } from "./shownValues";
import { loadBalancerHost, secretNumber, secretText } from "./standIns";

/** All that a stack would have. */
export interface RenderedStack {
    stack: string;
    objects: RenderedObject[];
    outputs: Record<string, unknown>;
    secretOutputs: string[];
    /** What stands for what is not known, in a line each. */
    standIns: string[];
    /** What the program warns of, and what is not rendered. */
    warnings: string[];
}

/** What a program declared, before Helm renders its releases. */
export interface StackRun {
    stack: string;
    run: ProgramRun;
    config: StackConfig;
    others: OtherStacks;
}

/** Type of a Helm release. */
export const releaseType = "kubernetes:helm.sh/v3:Release";

/** Runs the program of a stack; one at a time in a process. */
export async function runStack(stack: string, others: OtherStacks): Promise<StackRun> {
    return { stack: shortName(stack), ...(await others.run(stack)), others };
}

function standInsOf({ run, config, others }: StackRun): string[] {
    const stacks = run.readStacks.flatMap((stack) => {
        const origin = others.origins.get(stack);
        const how = origin === "program" ? "as its own program would have them" : "invented";
        return origin === undefined ? [] : [`outputs of ${stack}: ${how}; give real ones with --outputs`];
    });
    const address = JSON.stringify(run.outputs).includes(loadBalancerHost) ? [`${loadBalancerHost}: the address that the load balancer will give`] : [];
    return [
        ...stacks,
        ...config.encrypted.map((path) => `${path}: encrypted`),
        ...config.environments.map((name) => `environment ${name}: not read; what it sets is missing`),
        ...address,
    ];
}

/** Kubernetes resources that are neither objects nor releases, such as charts of another kind. */
function notRendered(declared: Declared[]): string[] {
    return declared
        .filter((resource) => /^kubernetes:(helm\.sh|yaml|kustomize)/.test(resource.type) && resource.type !== releaseType)
        .filter(({ type }) => !/ConfigFile|ConfigGroup/.test(type) || type.startsWith("kubernetes:yaml/v2"))
        .map(({ type, name }) => `${type} ${name} is not rendered: only objects, and releases of kubernetes.helm.v3.Release, are`);
}

/** Of Helm's words no more than the place in a chart that they name. */
function placeOnly(words: string): string {
    const place = /[\w./-]+\.(ya?ml|tpl|txt):\d+(:\d+)?/.exec(words)?.[0] ?? "it failed";
    return `${place}; its words are not shown, since all values of the release are secret: mark only the leaf that is`;
}

/** The objects of a release: Helm gets nothing that is known as secret; where it is not known what is, nothing but kinds and names is shown of them. */
export async function renderRelease(release: Omit<Declared, "type">, projectFolder: string, kubeVersion: string, secretLeaves: unknown[] = []): Promise<RenderedObject[]> {
    const { name, inputs } = release;
    const { values, isUnknown, leftOut } = shownValues(release, secretLeaves);
    const texts = await templateRelease(name, { ...inputs, values }, projectFolder, kubeVersion, isUnknown ? placeOnly : withoutSecrets(secretLeaves.map(String)));
    const objects = releaseObjects(release, texts, isUnknown ? "all" : leftOut.some((leaf) => typeof leaf === "number") ? [String(secretNumber)] : []);
    // A stand-in is the same for each secret: the digest tells two of them apart.
    const digests: Record<string, string> = leftOut.length > 0 && !isUnknown ? { "secret values of the release": digest(leftOut) } : {};
    return objects.map((object) => (object.text.includes(secretText) ? { ...object, digests: { ...object.digests, ...digests } } : object));
}

/** Renders what a program declared. Any number at a time. */
export async function renderRun(stackRun: StackRun, project: Project, kubeVersion = defaultKubeVersion): Promise<RenderedStack> {
    const { stack, run } = stackRun;
    const objects = await Promise.all(
        run.declared.map(async (resource) => {
            if (resource.type === releaseType) {
                return renderRelease(resource, project.folder, kubeVersion, run.secretLeaves);
            }
            return declaredObject(resource) ?? [];
        }),
    );
    return {
        stack,
        objects: inOrder(objects.flat()),
        outputs: run.outputs,
        secretOutputs: run.secretOutputs,
        standIns: standInsOf(stackRun),
        warnings: [...run.warnings, ...run.unanswered.map((token) => `nobody answers ${token} here`), ...notRendered(run.declared)],
    };
}
