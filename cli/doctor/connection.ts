import { parseDuration } from "../../components/units";
import { Pulumi } from "../shared/pulumi";
import { Source } from "./fleet";
import { DoctorOptions } from "./options";
import { portForward, ServiceTarget } from "./portForward";
import { Prometheus, Unreachable } from "./prometheus";
import { GlobalStack, readKubernetesConfig, readStack } from "./stack";

/** How Prometheus is reached, and what its answers are compared with. */
export interface Connection {
    prometheus: Prometheus;
    source: Source;
    close(): void;
}

const quickMs = 5000;

const nothing = () => undefined;

function sourceOf(stack: GlobalStack): Source {
    const { name, clusterName, namespace, edges, mutedEdges, edgeAbsentAfter } = stack;
    return {
        title: `stack "${name}"`,
        stack: name,
        clusterName,
        namespace,
        ...(edges && { listed: edges }),
        ...(mutedEdges && { muted: mutedEdges }),
        ...(edgeAbsentAfter && { absentSeconds: parseDuration(edgeAbsentAfter) }),
    };
}

/** The Service of a URL that only pods of its cluster reach. */
export function serviceOf(url: URL): { service: string; namespace: string; port: string } | undefined {
    const [, service, namespace] = /^([^.]+)\.([^.]+)\.svc(?:\.|$)/.exec(url.hostname) ?? [];
    return service === undefined ? undefined : { service, namespace, port: url.port || "80" };
}

/** Reaches Prometheus at its own address, or undefined where nobody answers there. */
async function direct(url: URL, authorization: string | undefined): Promise<Prometheus | undefined> {
    try {
        await new Prometheus(url, authorization, quickMs).query("time()");
        return new Prometheus(url, authorization);
    } catch (error) {
        if (error instanceof Unreachable) {
            return undefined;
        }
        throw error;
    }
}

/**
 * Connects with the Prometheus that the options name: by its URL, else by the stack's; where that is not reachable, through kubectl.
 * @throws CannotTell that says what to do.
 */
export async function connect(options: DoctorOptions, pulumi: Pulumi, authorization: string | undefined): Promise<Connection> {
    const { url, kubeconfig, context } = options;
    if (url !== undefined) {
        const prometheus = new Prometheus(url, authorization);
        const source = options.stack === undefined ? { title: prometheus.url } : sourceOf(await readStack(options.stack, pulumi));
        return { prometheus, source, close: nothing };
    }
    const stack = await readStack(options.stack, pulumi);
    const source = sourceOf(stack);
    const queryUrl = new URL(stack.queryUrl);
    const inCluster = serviceOf(queryUrl);
    const prometheus = inCluster === undefined ? await direct(queryUrl, authorization) : undefined;
    if (prometheus !== undefined) {
        return { prometheus, source, close: nothing };
    }
    const service = inCluster ?? { service: `${stack.releaseName}-prometheus`, namespace: stack.namespace, port: "9090" };
    const configured = kubeconfig === undefined && context === undefined ? await readKubernetesConfig(stack.name, pulumi) : {};
    const target: ServiceTarget = { ...service, ...configured, ...(kubeconfig && { kubeconfig }), ...(context && { context }) };
    const forward = await portForward(target);
    return { prometheus: new Prometheus(forward.url, authorization), source, close: forward.close };
}
