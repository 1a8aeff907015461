import { findChart } from "./chart";
import { RenderError } from "./errors";
import { execute } from "./exec";
import { Tree } from "./secrets";

/** The version of Kubernetes that charts are rendered for, unless another is asked for. */
export const defaultKubeVersion = "1.35.0";

/** Helm's objects of a release, as YAML texts, with hooks and custom resource definitions, without tests. */
export async function templateRelease(name: string, inputs: Tree, projectFolder: string, kubeVersion: string): Promise<string[]> {
    const chart = await findChart(inputs as any, projectFolder);
    const flags = ["--namespace", inputs.namespace ?? "default", "--skip-tests", "--kube-version", kubeVersion, "--values", "-"];
    const crds = inputs.skipCrds === true ? [] : ["--include-crds"];
    const { status, stdout, stderr } = await execute("helm", ["template", inputs.name ?? name, chart, ...flags, ...crds], JSON.stringify(inputs.values ?? {}));
    if (status === "missing") {
        throw new RenderError("helm, which renders the chart, is not on PATH: https://helm.sh/docs/intro/install/");
    }
    if (status !== 0) {
        throw new RenderError(`helm cannot render the release ${inputs.name ?? name} of ${chart}: ${stderr.trim().replace(/^Error: /, "")}`);
    }
    return stdout.split(/^---\s*$/m).filter((text) => /^\w/m.test(text));
}
