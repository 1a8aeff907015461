import * as pulumi from "@pulumi/pulumi";
import { repositoryProblems } from "./chartRepository";
import { EdgePrometheusArgs, GlobalPrometheusArgs } from "./components";
import { edgeProblems } from "./components/validation/edge";
import { globalProblems } from "./components/validation/global";
import { configKeys, Kind, Role } from "./components/configKeys";
import { meant } from "./components/nearestKey";
import { describeProblem, pending, Problem } from "./components/validation/problem";
import { destinationArgs, GlobalOutputs, readGlobalOutputs } from "./globalStack";

/** What a stack's configuration asks for. */
export type StackConfig = { role: "global"; args: GlobalPrometheusArgs } | { role: "edge"; args: EdgePrometheusArgs };

type Settings = Record<string, any>;

/** A text of the configuration as the kind of its key; as it is where it cannot be read so, for the checks to find. */
function parse(text: string, kind: Kind): unknown {
    if (kind === "text") {
        return text;
    }
    try {
        return JSON.parse(text);
    } catch {
        return text;
    }
}

/** The keys of the project's namespace that a stack sets, and their values. */
function readSettings(): Settings {
    const prefix = `${pulumi.getProject()}:`;
    return Object.fromEntries(
        Object.entries(pulumi.runtime.allConfig())
            .filter(([key]) => key.startsWith(prefix))
            .map(([key, text]) => [key.slice(prefix.length), text] as const)
            .map(([key, text]) => [key, parse(text, configKeys[key]?.kind ?? "text")]),
    );
}

// The SDK has no public function for it.
const { isConfigSecret } = pulumi.runtime as unknown as { isConfigSecret(key: string): boolean };

/** Args whose Helm values stay secret where the configuration keeps them encrypted. */
function withSecretValues(args: Settings): Settings {
    const isSecret = (key: string) => ["values", "additionalRemoteWrite"].includes(key) && isConfigSecret(`${pulumi.getProject()}:${key}`);
    return Object.fromEntries(Object.entries(args).map(([key, value]) => [key, isSecret(key) ? pulumi.secret(value) : value]));
}

function roleProblems(role: unknown): Problem[] {
    if (role === "global" || role === "edge") {
        return [];
    }
    const reason = role === undefined ? "is not set; it must be" : `${JSON.stringify(role)} must be`;
    return [{ path: "role", reason: `${reason} "global" for the cluster that receives, or "edge" for one that writes`, example: "edge" }];
}

function keyProblems(settings: Settings, role: Role | undefined): Problem[] {
    return Object.keys(settings).flatMap((key): Problem[] => {
        const known = configKeys[key];
        if (known === undefined) {
            return [{ path: key, reason: "is not a key of this project" + meant(key, Object.keys(configKeys), "; remove it") }];
        }
        return role === undefined || known.roles.includes(role)
            ? []
            : [{ path: key, reason: `is a key of the role "${known.roles[0]}", and this stack's role is "${role}"; remove it` }];
    });
}

/** The settings that are args of the role's component. */
function componentArgs(settings: Settings, role: Role): Settings {
    const isArg = (key: string) => key !== "role" && key !== "globalStack" && configKeys[key]?.roles.includes(role);
    return Object.fromEntries(Object.entries(settings).filter(([key]) => isArg(key)));
}

/** Where the edge writes: what the global stack says, or the endpoint that is set. */
async function readDestination(settings: Settings): Promise<{ global?: GlobalOutputs; problems: Problem[] }> {
    const { globalStack, remoteWriteUrl } = settings;
    if (globalStack !== undefined && remoteWriteUrl !== undefined) {
        return { problems: [{ path: "remoteWriteUrl", reason: "and globalStack are both set, and each says where the edge writes; unless it is the one that is meant, remove it" }] };
    }
    if (globalStack === undefined) {
        const problem = { path: "globalStack", reason: "is not set, nor is remoteWriteUrl: one of them must say where the edge writes" };
        return { problems: remoteWriteUrl === undefined ? [{ ...problem, example: "organization/multicluster-prometheus/global" }] : [] };
    }
    return readGlobalOutputs(globalStack);
}

async function readEdge(settings: Settings): Promise<{ args: EdgePrometheusArgs; problems: Problem[] }> {
    const { global, problems } = await readDestination(settings);
    const destination = global === undefined ? { args: {}, problems: [] } : destinationArgs(global, settings);
    const args: Settings = { ...destination.args, ...componentArgs(settings, "edge") };
    const checked = { ...args, remoteWriteAuth: settings.remoteWriteAuth, remoteWriteUrl: args.remoteWriteUrl ?? pending };
    return { args: args as EdgePrometheusArgs, problems: [...problems, ...destination.problems, ...edgeProblems(checked)] };
}

const isNested = (path: string) => /[.[]/.test(path);
const removal = (path: string) => `pulumi config rm ${isNested(path) ? `--path '${path}'` : path}`;

/** The commands that set a value: for a map one for each key, when what is no map has made room. */
function setting(path: string, value: unknown): string[] {
    return typeof value === "object" && value !== null
        ? [removal(path), ...Object.entries(value).flatMap(([key, inner]) => setting(`${path}.${key}`, inner))]
        : [`pulumi config set ${isNested(path) ? `--path '${path}'` : path} ${value}`];
}

/** A problem, and the commands or change that mend it. */
function advice({ path, reason, example }: Problem): string {
    const rename = reason.endsWith("was meant") ? [`rename it in Pulumi.${pulumi.getStack()}.yaml`] : [];
    const fix = example !== undefined ? setting(path, example) : reason.endsWith("remove it") ? [removal(path)] : rename;
    return [`  ${path} ${describeProblem({ path, reason })}`, ...fix.map((line) => `    ${line}`)].join("\n");
}

/** The error without the frames of its stack, which Pulumi does not print, but colours: Node 20 takes a minute for that with Pulumi's own files among them. */
function withoutStack(error: Error): Error {
    error.stack = `${error.name}: ${error.message}`;
    return error;
}

/**
 * Reads the configuration of the stack.
 * @throws RunError that lists all that is wrong with it, and the commands that mend it.
 */
export async function readConfig(): Promise<StackConfig> {
    const settings = readSettings();
    const role: Role | undefined = roleProblems(settings.role).length === 0 ? settings.role : undefined;
    const repository = repositoryProblems(settings);
    const problems = [...roleProblems(settings.role), ...keyProblems(settings, role)];
    const args: Settings = {};
    if (role === "global") {
        Object.assign(args, componentArgs(settings, role));
        problems.push(...globalProblems(args));
    } else if (role === "edge") {
        const edge = await readEdge(settings);
        Object.assign(args, edge.args);
        problems.push(...edge.problems);
    }
    problems.push(...(await repository));
    const errors = problems.filter(({ warning }) => !warning);
    if (role === undefined || errors.length > 0) {
        throw withoutStack(
            new pulumi.RunError(
                `The configuration of stack "${pulumi.getStack()}" has ${errors.length === 1 ? "a problem" : `${errors.length} problems`}:\n` +
                    errors.map(advice).join("\n"),
            ),
        );
    }
    return { role, args: withSecretValues(args) } as StackConfig;
}
