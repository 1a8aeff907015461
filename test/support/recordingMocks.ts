import * as pulumi from "@pulumi/pulumi";

const secretSignature = "4dabf18193072939515e22adb298388d";

/** A resource as the program asked for it. */
export interface Recorded {
    type: string;
    name: string;
    inputs: Record<string, any>;
    /** Top-level inputs that were secret. */
    secrets: string[];
    /** The provider's name, where one was given or inherited. */
    provider: string | undefined;
}

const isSecret = (value: any) => typeof value === "object" && value !== null && secretSignature in value;

/** Inputs without the envelopes around secrets. */
function unwrap(value: any): any {
    if (isSecret(value)) {
        return unwrap(value.value);
    }
    if (Array.isArray(value)) {
        return value.map(unwrap);
    }
    if (typeof value === "object" && value !== null) {
        return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unwrap(inner)]));
    }
    return value;
}

/**
 * Stands in for the engine and the providers, and keeps what was asked of them. It proves what the program asks for,
 * not that a provider, Helm or a cluster accepts it. Parents and aliases do not show here.
 */
export class RecordingMocks implements pulumi.runtime.Mocks {
    readonly resources: Recorded[] = [];
    /** Warnings that the program logged. */
    readonly warnings: string[] = [];
    /** Whether what runs is a preview. */
    isPreview = false;
    /** Addresses that the load balancer gives. */
    ingress: { ip?: string; hostname?: string }[] = [{ ip: "203.0.113.10" }];

    /** @param stacks The outputs of other stacks, by full name. */
    constructor(private readonly stacks: Record<string, Record<string, unknown>> = {}) {}

    newResource(args: pulumi.runtime.MockResourceArgs): { id: string; state: Record<string, any> } {
        const inputs = unwrap(args.inputs);
        const secrets = Object.keys(args.inputs).filter((key) => isSecret(args.inputs[key]));
        const provider = /::([^:]+)::[^:]+$/.exec(args.provider ?? "")?.[1];
        this.resources.push({ type: args.type, name: args.name, inputs, secrets, provider });
        return { id: args.id ? args.id : `${args.name}-id`, state: { ...inputs, ...this.computed(args, inputs) } };
    }

    private computed(args: pulumi.runtime.MockResourceArgs, inputs: Record<string, any>): Record<string, any> {
        switch (args.type) {
            case "pulumi:pulumi:StackReference":
                return { outputs: this.stacks[inputs.name] };
            case "random:index/randomPassword:RandomPassword":
                return { result: `generated-${args.name}` };
            case "kubernetes:core/v1:Service": {
                const [namespace, name] = (args.id ?? "").split("/");
                return { status: { loadBalancer: { ingress: this.ingress } }, metadata: inputs.metadata ?? { name, namespace } };
            }
            case "kubernetes:core/v1:Secret":
                return args.id ? { data: { "ca.crt": Buffer.from("authority").toString("base64") } } : {};
            default:
                return {};
        }
    }

    call(args: pulumi.runtime.MockCallArgs): Record<string, any> {
        if (args.token === "pulumi:pulumi:readStackOutputs") {
            const outputs = this.stacks[args.inputs.name];
            if (outputs === undefined) {
                throw new Error(`unknown stack "${args.inputs.name}"`);
            }
            return { outputs };
        }
        throw new Error(`no mock for the call of ${args.token}`);
    }

    /** Like one, for a resource that is registered within five seconds. */
    async soon(type: string, nameEnd = ""): Promise<Recorded> {
        for (const deadline = Date.now() + 5000; Date.now() < deadline; ) {
            if (this.resources.some((resource) => resource.type === type && resource.name.endsWith(nameEnd))) {
                break;
            }
            await new Promise((resolve) => setTimeout(resolve, 5));
        }
        return this.one(type, nameEnd);
    }

    /** The one resource of a type whose name ends so. */
    one(type: string, nameEnd = ""): Recorded {
        const found = this.resources.filter((resource) => resource.type === type && resource.name.endsWith(nameEnd));
        if (found.length !== 1) {
            throw new Error(`${found.length} resources of type ${type} in place of one: ${this.list().join(", ")}`);
        }
        return found[0];
    }

    /** Each resource as `type name`. */
    list(): string[] {
        return this.resources.map(({ type, name }) => `${type} ${name}`);
    }
}

export const types = {
    global: "multicluster-prometheus:index:GlobalPrometheus",
    edge: "multicluster-prometheus:index:EdgePrometheus",
    namespace: "kubernetes:core/v1:Namespace",
    configMap: "kubernetes:core/v1:ConfigMap",
    secret: "kubernetes:core/v1:Secret",
    service: "kubernetes:core/v1:Service",
    release: "kubernetes:helm.sh/v3:Release",
    deployment: "kubernetes:apps/v1:Deployment",
    statefulSet: "kubernetes:apps/v1:StatefulSet",
    networkPolicy: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
    disruptionBudget: "kubernetes:policy/v1:PodDisruptionBudget",
    certificate: "kubernetes:cert-manager.io/v1:Certificate",
    password: "random:index/randomPassword:RandomPassword",
};

/** The value of an output; rejects where the output does. */
export function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
    return (output as unknown as { promise(): Promise<T> }).promise();
}
