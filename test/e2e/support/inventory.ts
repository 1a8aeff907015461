import { Cluster } from "../../../demo/cluster";

/** A Kubernetes object. */
export interface KubernetesObject {
    apiVersion: string;
    kind: string;
    metadata: Record<string, any>;
    [key: string]: any;
}

interface ApiGroup {
    preferredVersion: { groupVersion: string };
    versions: { groupVersion: string }[];
}

interface ApiResource {
    name: string;
    kind: string;
    verbs: string[];
}

// They come and go by themselves.
const restless = ["Event", "Lease", "Pod", "PodMetrics", "NodeMetrics"];

/** Each object of a cluster that an API serves, by `kind namespace/name`, save those that come and go by themselves. */
export async function inventory(cluster: Cluster): Promise<Map<string, KubernetesObject>> {
    const { groups } = await cluster.get<{ groups: ApiGroup[] }>("/apis");
    const versions = groups.map(({ preferredVersion, versions: all }) =>
        [preferredVersion, ...all].map(({ groupVersion }) => `/apis/${groupVersion}`),
    );
    const objects = await Promise.all([["/api/v1"], ...versions].map((group) => objectsOf(cluster, group)));
    return new Map(objects.flat().map((object) => [idOf(object), object]));
}

/** The objects of an API group. A kind that several of its versions have is read once, in the first of them. */
async function objectsOf(cluster: Cluster, versions: string[]): Promise<KubernetesObject[]> {
    const read = new Set(restless);
    const objects: KubernetesObject[] = [];
    for (const version of new Set(versions)) {
        const { resources } = await cluster.get<{ resources: ApiResource[] }>(version);
        for (const { name, kind } of resources.filter((resource) => resource.verbs.includes("list") && !read.has(resource.kind))) {
            read.add(kind);
            const { items } = await cluster.get<{ items: KubernetesObject[] }>(`${version}/${name}`);
            objects.push(...items.map((item) => ({ ...item, apiVersion: version, kind })));
        }
    }
    return objects;
}

function idOf({ kind, metadata: { namespace, name } }: KubernetesObject): string {
    return `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
}

/** Whether Helm and Kubernetes keep an object on purpose when its release goes: the operator's definitions, and retained volumes. */
function isKept({ kind, metadata, spec }: KubernetesObject): boolean {
    const isDefinition = kind === "CustomResourceDefinition" && spec.group === "monitoring.coreos.com";
    const isItsVersion = kind === "APIService" && metadata.name.endsWith(".monitoring.coreos.com");
    const isRetained = kind === "PersistentVolume" && spec.persistentVolumeReclaimPolicy === "Retain";
    return isDefinition || isItsVersion || isRetained;
}

/** What is in a cluster that was not there before, and is not kept on purpose. */
export async function leftovers(cluster: Cluster, before: Map<string, KubernetesObject>): Promise<string[]> {
    const now = await inventory(cluster);
    return [...now].filter(([id, object]) => !before.has(id) && !isKept(object)).map(([id]) => id);
}

/** What an object says, without what Kubernetes notes about it. */
function content({ metadata: { labels, annotations }, ...rest }: KubernetesObject): string {
    return JSON.stringify({ ...rest, status: undefined, labels, annotations });
}

/** Objects that are there in one inventory only, or that say other things in the two. */
export function differences(before: Map<string, KubernetesObject>, after: Map<string, KubernetesObject>): string[] {
    const ids = new Set([...before.keys(), ...after.keys()]);
    return [...ids].filter((id) => {
        const [was, is] = [before.get(id), after.get(id)];
        return was === undefined || is === undefined || content(was) !== content(is);
    });
}
