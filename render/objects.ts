import { dump, load } from "js-yaml";
import { Declared } from "./engine";
import { mask, Masked, Tree } from "./secrets";

/** A Kubernetes object that a stack would have. */
export interface RenderedObject {
    /** Name of the provider that reaches its cluster; empty for the stack's own. */
    cluster: string;
    apiVersion: string;
    kind: string;
    namespace?: string;
    name: string;
    /** The resource of the program that brings it: `Release edge`, or `Namespace edge-namespace`. */
    origin: string;
    /** When Helm runs it, where it is a hook. */
    hook?: string;
    /** It, without its secrets, with its keys in order. */
    text: string;
    /** Tells two contents of a masked part apart, by its path. */
    digests: Record<string, string>;
}

/** An object's YAML. */
export const yamlOf = (manifest: Tree) => dump(manifest, { sortKeys: true, lineWidth: -1, noRefs: true });

function renderedObject({ manifest, digests }: Masked, cluster: string, origin: string, text = yamlOf(manifest)): RenderedObject {
    const { apiVersion = "", kind, metadata = {} } = manifest;
    const hook = metadata.annotations?.["helm.sh/hook"];
    return {
        cluster,
        apiVersion,
        kind,
        ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
        name: String(metadata.name),
        origin,
        ...(hook !== undefined && { hook }),
        text,
        digests,
    };
}

/** What was found of texts, most of which are the same in each release of a chart. */
const definitions = new Map<string, Pick<RenderedObject, "apiVersion" | "name" | "text"> | undefined>();

/** A custom resource definition in the chart's own text: it is large, has no values in it, and is in order already. */
function readDefinition(text: string): Pick<RenderedObject, "apiVersion" | "name" | "text"> | undefined {
    const name = /^kind: CustomResourceDefinition$/m.test(text) ? /^ {2}name: (\S+)$/m.exec(text.slice(text.search(/^metadata:$/m)))?.[1] : undefined;
    const apiVersion = /^apiVersion: (\S+)$/m.exec(text)?.[1];
    if (name === undefined || apiVersion === undefined) {
        return undefined;
    }
    return { apiVersion, name, text: text.replace(/^(#.*)?\n/gm, "") };
}

function definition(text: string, cluster: string, origin: string): RenderedObject | undefined {
    if (!text.includes("kind: CustomResourceDefinition")) {
        return undefined;
    }
    const known = definitions.get(text) ?? readDefinition(text);
    definitions.set(text, known);
    return known && { ...known, cluster, kind: "CustomResourceDefinition", origin, digests: {} };
}

/** The objects in YAML texts of Helm; those of a List one by one. Of `all` texts that are secret, kinds and names are left. */
export function releaseObjects({ name, provider }: Omit<Declared, "type">, texts: string[], secretTexts: string[] | "all" = []): RenderedObject[] {
    const origin = `Release ${name}`;
    return texts.flatMap((text) => {
        const crd = definition(text, provider, origin);
        const manifest = crd === undefined ? (load(text) as Tree) : undefined;
        const manifests: Tree[] = manifest?.kind === "List" ? (manifest.items ?? []) : [manifest];
        return crd !== undefined ? [crd] : manifests.map((object) => renderedObject(secretTexts === "all" ? mask(object, Object.keys(object).map((key) => [key])) : mask(object, [], secretTexts), provider, origin));
    });
}

/** The object that a resource of the program is; none where it is no Kubernetes object. */
export function declaredObject({ type, name, inputs, secrets, provider }: Declared): RenderedObject | undefined {
    const isObject = type.startsWith("kubernetes:") && inputs.apiVersion !== undefined && inputs.kind !== undefined;
    if (!isObject) {
        return undefined;
    }
    const metadata = { ...inputs.metadata, name: inputs.metadata?.name ?? `${name}-[generated]` };
    return renderedObject(mask({ ...inputs, metadata }, secrets), provider, `${inputs.kind} ${name}`);
}

/** Kubernetes' own groups have kinds that everybody knows; another's kind is told with its group. */
function folderOf({ apiVersion, kind }: RenderedObject): string {
    const group = apiVersion.includes("/") ? apiVersion.split("/")[0] : "";
    return group.includes(".") && !group.endsWith(".k8s.io") ? `${kind}.${group}` : kind;
}

/** Path of an object's file, with "/" between its parts; it tells the object from all others of its stack. */
export function fileOf(object: RenderedObject): string {
    const { cluster, namespace, name } = object;
    const file = `${namespace === undefined ? "" : `${namespace}.`}${name}.yaml`;
    return [...(cluster === "" ? [] : [cluster]), folderOf(object), file].map((part) => part.replace(/[^\w.-]/g, encodeURIComponent)).join("/");
}

/** Objects in the order of their files, each once: of two that are the same, the later one is what a cluster has. */
export function inOrder(objects: RenderedObject[]): RenderedObject[] {
    const byFile = new Map(objects.map((object) => [fileOf(object), object]));
    return [...byFile.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
}

/** The first line of an object's file: where it comes from. */
export const fileHeader = ({ origin, hook }: RenderedObject) => `# ${origin}${hook === undefined ? "" : `, Helm hook: ${hook}`}\n`;

/** An object's file: its YAML, and above it where it comes from. */
export const fileText = (object: RenderedObject) => fileHeader(object) + object.text;
