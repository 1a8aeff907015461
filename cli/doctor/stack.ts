import { Ending } from "../../render/exec";
import { CannotTell } from "../errors";
import { atHome } from "../shared/home";
import { Pulumi, reasonOf } from "../shared/pulumi";

/** What the doctor reads of a global stack. */
export interface GlobalStack {
    name: string;
    clusterName: string;
    namespace: string;
    releaseName: string;
    queryUrl: string;
    /** The edges that may write; none where the stack has no such list. */
    edges?: string[];
    /** Those of them that are under maintenance. */
    mutedEdges?: string[];
    /** How long an edge may be silent, as a Prometheus duration; none where the stack is older than this output. */
    edgeAbsentAfter?: string;
}

const howToName = "name the global stack with --stack, or Prometheus with --url";

/** Why Pulumi could not say. */
function failure(ending: Ending, stack: string | undefined): CannotTell {
    const { status } = ending;
    if (status === "missing") {
        return new CannotTell("The Pulumi CLI, which reads the stack, is not there: install it (https://www.pulumi.com/docs/install/), or name Prometheus with --url");
    }
    if (status === "timeout") {
        return new CannotTell("Pulumi did not answer in 60 s: is its state backend reachable? Or name Prometheus with --url");
    }
    const reason = reasonOf(ending);
    if (/^no stack named/.test(reason)) {
        return new CannotTell(`There is no stack "${stack}" (pulumi stack ls lists them): ${howToName}`);
    }
    if (/no Pulumi\.yaml project file/.test(reason)) {
        return new CannotTell("There is no Pulumi project in this folder: run the command in the project's, name the stack in full (--stack organization/project/stack), or Prometheus with --url");
    }
    if (/PULUMI_ACCESS_TOKEN/.test(reason)) {
        return new CannotTell('Pulumi is not logged in: run "pulumi login", or name Prometheus with --url');
    }
    return new CannotTell(`Pulumi could not read ${stack === undefined ? "the selected stack" : `stack "${stack}"`}: ${reason}`);
}

async function outputsOf(pulumi: Pulumi, stack: string): Promise<Record<string, any>> {
    const ending = await pulumi(["stack", "output", "--json", "--stack", stack]);
    if (ending.status !== 0) {
        throw failure(ending, stack);
    }
    return JSON.parse(ending.stdout);
}

/** The selected stack, unless that is an edge or none is selected: then "global". */
async function defaultStack(pulumi: Pulumi): Promise<string> {
    const ending = await pulumi(["stack", "ls", "--json"]);
    if (ending.status !== 0) {
        throw failure(ending, undefined);
    }
    const selected = (JSON.parse(ending.stdout) as { name: string; current: boolean }[]).find(({ current }) => current)?.name;
    return selected !== undefined && (await outputsOf(pulumi, selected)).queryUrl !== undefined ? selected : "global";
}

/**
 * Reads the outputs of the global stack; secrets stay masked.
 * @throws CannotTell that says what is wrong with the stack, and what to do.
 */
export async function readStack(given: string | undefined, pulumi: Pulumi): Promise<GlobalStack> {
    const name = given ?? (await defaultStack(pulumi));
    const { clusterName, namespace, releaseName, queryUrl, remoteWriteUrl, edges, mutedEdges, edgeAbsentAfter } = await outputsOf(pulumi, name);
    if (queryUrl === undefined && remoteWriteUrl !== undefined) {
        throw new CannotTell(`Stack "${name}" is the edge "${clusterName}", which receives nothing: ${howToName}`);
    }
    if (queryUrl === undefined) {
        throw new CannotTell(`Stack "${name}" is not deployed, or has no output "queryUrl": run "pulumi up --stack ${name}", or name Prometheus with --url`);
    }
    const listed = Array.isArray(edges) && edges.length > 0 ? { edges, ...(mutedEdges && { mutedEdges }) } : {};
    return { name, clusterName, namespace, releaseName, queryUrl, ...listed, ...(edgeAbsentAfter && { edgeAbsentAfter }) };
}

/** How kubectl reaches the stack's cluster: the Kubernetes provider's own configuration. */
export async function readKubernetesConfig(stack: string, pulumi: Pulumi): Promise<{ kubeconfig?: string; context?: string }> {
    const ending = await pulumi(["config", "--json", "--stack", stack]);
    // A stack of another folder's project has outputs, but no configuration here.
    const config: Record<string, { value?: string; secret: boolean }> = ending.status === 0 ? JSON.parse(ending.stdout) : {};
    const kubeconfig = config["kubernetes:kubeconfig"];
    const context = config["kubernetes:context"]?.value;
    // The provider takes a file's content as well as its path.
    if (kubeconfig !== undefined && (kubeconfig.value === undefined || /[\n{]/.test(kubeconfig.value))) {
        throw new CannotTell(`kubernetes:kubeconfig of stack "${stack}" is not the path of a file, which kubectl needs: give one with --kubeconfig`);
    }
    const file = kubeconfig?.value && atHome(kubeconfig.value);
    return { ...(file !== undefined && { kubeconfig: file }), ...(context !== undefined && { context }) };
}
