import { ChartReference, findChart } from "./chart";
import { helmMissing, RenderError } from "./errors";
import { execute } from "./exec";
import { Tree } from "./secrets";

/** The version of Kubernetes that charts are rendered for, unless another is asked for. */
export const defaultKubeVersion = "1.35.0";

/** What the folders `crds` of each chart hold: most of its text, and the same in all its releases whose values for it are alike. */
const definitions = new Map<string, Promise<string[]>>();

/** The documents of a YAML stream; comments that stand alone belong to the one after them. */
function documents(stream: string): string[] {
    const found: string[] = [];
    let comments = "";
    for (const text of stream.split(/^---\s*$/m)) {
        if (/^\w/m.test(text)) {
            found.push(comments + text);
            comments = "";
        } else {
            comments += text;
        }
    }
    return found;
}

async function template(name: string, inputs: Tree, chart: string, flags: string[], clean: (words: string) => string): Promise<string[]> {
    // It ends before it would have to collect its garbage: a fifth less of its time.
    const env = { GOGC: "400", ...process.env };
    const args = ["template", name, chart, "--namespace", inputs.namespace ?? "default", "--skip-tests", "--values", "-", ...flags];
    const { status, stdout, stderr } = await execute("helm", args, { env, input: JSON.stringify(inputs.values ?? {}) });
    if (status === "missing") {
        throw helmMissing();
    }
    if (status !== 0) {
        throw new RenderError(`helm cannot render the release ${name} of ${chart}: ${clean(stderr.trim().replace(/^Error: /, ""))}`);
    }
    return documents(stdout);
}

/** Whether Helm took a text from a folder `crds`, where there are no templates. */
const isFromCrds = (text: string) => /^# Source: (?!\S*\/templates\/)\S*\/crds\/[^/\n]+$/m.test(text);

/**
 * Helm's objects of a release, as YAML texts, with hooks and custom resource definitions, without tests.
 * @param clean Takes out of Helm's words what must not be shown.
 */
export async function templateRelease(name: string, inputs: Tree, projectFolder: string, kubeVersion: string, clean: (words: string) => string): Promise<string[]> {
    const chart = await findChart(inputs as ChartReference, projectFolder);
    const release = inputs.name ?? name;
    const flags = ["--kube-version", kubeVersion];
    if (inputs.skipCrds === true) {
        return template(release, inputs, chart, flags, clean);
    }
    const key = JSON.stringify([chart, inputs.values?.crds]);
    const known = definitions.get(key);
    if (known === undefined) {
        const all = template(release, inputs, chart, [...flags, "--include-crds"], clean);
        definitions.set(key, all.then((texts) => texts.filter(isFromCrds), () => []));
        return all;
    }
    return [...(await known), ...(await template(release, inputs, chart, flags, clean))];
}
