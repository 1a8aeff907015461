import { defaultKubeVersion } from "../../render/helm";
import { UsageError } from "../errors";
import { Flags, parseFlags } from "../flags";

export const usage = `npx multicluster-prometheus render --stack NAME [options]

Writes the Kubernetes objects that a stack would have, without a cluster, the Pulumi CLI and credentials:
it runs the program of this folder's project in this process, and has helm render its releases.

  --stack NAME         the stack, whose configuration is in Pulumi.NAME.yaml; with * and ? for several ('edge-*')
  --out DIR            one file an object: DIR/KIND/NAMESPACE.NAME.yaml, with a folder for each of several
                       stacks. Else all objects of one stack to standard output, as one YAML stream
  --outputs FILE       outputs of the stacks that this one reads, as "pulumi stack output --json" writes them;
                       of several stacks by their names. Else a stack of this project is run as well, and
                       texts stand for the outputs of another
  --kube-version V     the version of Kubernetes that charts are rendered for, ${defaultKubeVersion} by default
  --help               this text

A chart is the one that the stack names by a path, else the one in KUBE_PROMETHEUS_STACK_CHART or THANOS_CHART, else it
is pulled and kept under ~/.cache. Secrets are masked, and what is generated is replaced by constant texts.

Exit status: 0 rendered, 2 could not.`;

/** What the command line asks for. */
export interface RenderOptions {
    /** A stack's name, or a glob. */
    stack: string;
    out?: string;
    outputs?: string;
    kubeVersion: string;
}

const flags: Flags = { stack: "text", out: "text", outputs: "text", "kube-version": "text", help: "switch" };

/** @throws UsageError where a text is no version of Kubernetes. */
export function kubeVersionOf(text: string = defaultKubeVersion): string {
    if (!/^v?\d+\.\d+(\.\d+)?$/.test(text)) {
        throw new UsageError(`--kube-version ${text} is no version of Kubernetes: give one such as ${defaultKubeVersion}`);
    }
    return text;
}

/**
 * Reads the command line.
 * @throws UsageError that says what is wrong, and what is right.
 */
export function parseOptions(args: string[]): RenderOptions {
    const { stack, out, outputs, "kube-version": kubeVersion } = parseFlags(args, flags, "render") as Record<string, string | undefined>;
    if (stack === undefined) {
        throw new UsageError("--stack is missing: name the stack, such as --stack edge");
    }
    return { stack, kubeVersion: kubeVersionOf(kubeVersion), ...(out !== undefined && { out }), ...(outputs !== undefined && { outputs }) };
}
