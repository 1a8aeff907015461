import type { runtime } from "@pulumi/pulumi";
import { loadAll } from "js-yaml";
import { asSecret, Path, secretPaths, Tree, unwrapSecrets } from "./secrets";
import { certificateText, generatedText, loadBalancerHost } from "./standIns";

/** A resource as the program declared it. */
export interface Declared {
    type: string;
    name: string;
    inputs: Tree;
    /** Paths of the inputs that are secret. */
    secrets: Path[];
    /** Name of the provider, where it is not the default one. */
    provider: string;
}

/** Outputs of another stack, and which of them are secret. */
export interface KnownOutputs {
    outputs: Record<string, unknown>;
    secretOutputs: string[];
}

/** Outputs of other stacks by the names that the program has for them; a stack that is not known is not there. */
export type StackOutputs = Map<string, KnownOutputs>;

/** What is known of an object that is read: its names, from its id. */
function readMetadata(id: string): Tree {
    const [name, namespace] = id.split("/").reverse();
    return { metadata: { name, ...(namespace !== undefined && { namespace }) } };
}

/** Stands in for Pulumi's engine and its providers: takes note of what a program declares, and answers as a cluster would. */
export class StandInEngine implements runtime.Mocks {
    readonly declared: Declared[] = [];
    /** Stacks that the program reads. */
    readonly readStacks = new Set<string>();
    /** Functions of providers that were called, and that nobody answers here. */
    readonly unanswered = new Set<string>();
    /** Inputs of the resource that comes next, as the program hands them over. */
    private handedOver: Tree | undefined;

    constructor(private readonly stacks: StackOutputs) {}

    /** Has the engine see inputs before Pulumi lifts what is secret in them to their top, which it does for mocks. */
    watch(monitor: any): void {
        const register = monitor.registerResource;
        monitor.registerResource = (request: { getObject(): { toJavaScript(): Tree } }, ...rest: unknown[]) => {
            this.handedOver = request.getObject().toJavaScript();
            return register.call(monitor, request, ...rest);
        };
    }

    newResource({ type, name, id, inputs, provider }: runtime.MockResourceArgs): { id: string; state: Tree } {
        const known = unwrapSecrets(inputs) as Tree;
        const secrets = secretPaths(this.handedOver ?? inputs);
        this.handedOver = undefined;
        // What comes with an id is read, not made.
        if (!id && !type.startsWith("pulumi:")) {
            this.declared.push({ type, name, inputs: known, secrets, provider: /::([^:]+)::[^:]+$/.exec(provider ?? "")?.[1] ?? "" });
        }
        return { id: id || name, state: { ...inputs, ...(id && type.startsWith("kubernetes:") && readMetadata(id)), ...this.computed(type, name, known, id) } };
    }

    private computed(type: string, name: string, inputs: Tree, id: string | undefined): Tree {
        switch (type) {
            case "kubernetes:core/v1:Service":
                return { status: { loadBalancer: this.serviceType(id, inputs) === "LoadBalancer" ? { ingress: [{ hostname: loadBalancerHost }] } : {} } };
            case "kubernetes:core/v1:Secret":
                return id ? { data: { "ca.crt": Buffer.from(certificateText).toString("base64") } } : {};
            case "pulumi:pulumi:StackReference":
                return this.outputsOf(inputs.name ?? name);
            case "random:index/randomPassword:RandomPassword":
            case "random:index/randomString:RandomString":
                return { result: generatedText(name) };
            default:
                return {};
        }
    }

    /** Type of a Service that is declared; of one that is read, where the program or its release says it, else one with an address. */
    private serviceType(id: string | undefined, inputs: Tree): string {
        if (!id) {
            return inputs.spec?.type ?? "ClusterIP";
        }
        const [name, namespace] = id.split("/").reverse();
        const isOwn = ({ type, inputs: { metadata } }: Declared) => type === "kubernetes:core/v1:Service" && metadata?.name === name && metadata?.namespace === namespace;
        const ofChart = ({ inputs: { values, namespace: place } }: Declared) => `${values?.fullnameOverride}-prometheus` === name && place === namespace;
        const types = [
            ...this.declared.filter(isOwn).map(({ inputs: { spec } }) => spec?.type ?? "ClusterIP"),
            ...this.declared.filter(ofChart).map(({ inputs: { values } }) => values.prometheus?.service?.type ?? "ClusterIP"),
        ];
        return types[0] ?? "LoadBalancer";
    }

    private outputsOf(stack: string): { outputs: Record<string, unknown>; secretOutputNames: string[] } {
        this.readStacks.add(stack);
        const { outputs, secretOutputs } = this.stacks.get(stack) ?? { outputs: {}, secretOutputs: [] };
        const marked = Object.entries(outputs).map(([name, value]) => [name, secretOutputs.includes(name) ? asSecret(value) : value]);
        return { outputs: Object.fromEntries(marked), secretOutputNames: secretOutputs };
    }

    call({ token, inputs }: runtime.MockCallArgs): Record<string, any> {
        switch (token) {
            case "pulumi:pulumi:readStackOutputs":
                return this.outputsOf(inputs.name);
            case "kubernetes:yaml:decode":
                return { result: loadAll(inputs.text).filter((document) => document !== null) };
            default:
                this.unanswered.add(token);
                return {};
        }
    }
}
