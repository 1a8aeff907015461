import { Declared } from "./engine";
import { withoutSecrets } from "./finder";
import { defaultKubeVersion, templateRelease } from "./helm";
import { declaredObject, inOrder, releaseObjects, RenderedObject } from "./objects";
import { ProgramRun } from "./program";
import { Project, shortName, StackConfig } from "./project";
import { OtherStacks } from "./references";
import { digest } from "./secrets";
import { ShownValues, shownValues } from "./shownValues";
import { loadBalancerHost, secretNumber } from "./standIns";

/** All that a stack would have. */
export interface RenderedStack {
    stack: string;
    objects: RenderedObject[];
    outputs: Record<string, unknown>;
    secretOutputs: string[];
    /** What tells two contents of a secret apart that no object shows, by what it is. Never shown. */
    digests: Record<string, string>;
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

function standInsOf({ run, config, others }: StackRun, shown: Map<Declared, ShownValues>): string[] {
    const stacks = run.readStacks.flatMap((stack) => {
        const origin = others.origins.get(stack);
        const how = origin === "program" ? "as its own program would have them" : "invented";
        return origin === undefined ? [] : [`outputs of ${stack}: ${how}; give real ones with --outputs`];
    });
    const address = JSON.stringify(run.outputs).includes(loadBalancerHost) ? [`${loadBalancerHost}: the address that the load balancer will give`] : [];
    const booleans = [...shown].flatMap(([{ name }, values]) => values.booleans.map((path) => `values.${path} of Release ${name}: true, whatever the secret is`));
    return [
        ...stacks,
        ...booleans,
        ...Object.keys(config.encrypted).map((path) => `${path}: encrypted`),
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
export async function renderRelease(release: Omit<Declared, "type">, projectFolder: string, kubeVersion: string, shown = shownValues(release), secretLeaves: unknown[] = []): Promise<RenderedObject[]> {
    const { values, isUnknown, leftOut } = shown;
    const clean = isUnknown ? placeOnly : withoutSecrets(secretLeaves.map(String));
    const texts = await templateRelease(release.name, { ...release.inputs, values }, projectFolder, kubeVersion, clean);
    return releaseObjects(release, texts, isUnknown ? "all" : leftOut.some((leaf) => typeof leaf === "number") ? [String(secretNumber)] : []);
}

/** The same stand-in is there for each secret: digests tell two of them apart. */
function digestsOf({ config }: StackRun, shown: Map<Declared, ShownValues>): Record<string, string> {
    const encrypted = Object.entries(config.encrypted).map(([path, cipher]) => [`encrypted value of ${path}`, digest(cipher)]);
    const values = [...shown].map(([{ name }, { leftOut }]) => [`secret values of Release ${name}`, digest(leftOut)]);
    return Object.fromEntries([...encrypted, ...values]);
}

/** Renders what a program declared. Any number at a time. */
export async function renderRun(stackRun: StackRun, project: Project, kubeVersion = defaultKubeVersion): Promise<RenderedStack> {
    const { stack, run } = stackRun;
    const shown = new Map(run.declared.filter(({ type }) => type === releaseType).map((release) => [release, shownValues(release, run.secretLeaves)]));
    const objects = await Promise.all(
        run.declared.map(async (resource) => {
            const values = shown.get(resource);
            return values === undefined ? (declaredObject(resource) ?? []) : renderRelease(resource, project.folder, kubeVersion, values, run.secretLeaves);
        }),
    );
    return {
        stack,
        objects: inOrder(objects.flat()),
        outputs: run.outputs,
        secretOutputs: run.secretOutputs,
        digests: digestsOf(stackRun, shown),
        standIns: standInsOf(stackRun, shown),
        warnings: [...run.warnings, ...run.unanswered.map((token) => `nobody answers ${token} here`), ...notRendered(run.declared)],
    };
}
