import { ApiError, Cluster } from "./cluster";
import { demoRelease } from "./release";

interface Definition {
    metadata: { name: string };
    spec: { group: string; names: { plural: string }; versions: { name: string; served: boolean }[] };
}

interface Listed {
    metadata: { name: string; labels?: Record<string, string>; annotations?: Record<string, string> };
}

const definitionsPath = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
const outsideNamespace = [
    "/apis/rbac.authorization.k8s.io/v1/clusterroles",
    "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings",
    "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations",
    "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations",
    "/api/v1/namespaces/kube-system/services",
];

async function list<T>(cluster: Cluster, path: string): Promise<T[]> {
    return (await cluster.get<{ items: T[] }>(path)).items;
}

async function definitions(cluster: Cluster): Promise<Definition[]> {
    return (await list<Definition>(cluster, definitionsPath)).filter(({ spec }) => spec.group === "monitoring.coreos.com");
}

/** Names of the custom resource definitions of Prometheus' operator. */
export async function definitionNames(cluster: Cluster): Promise<string[]> {
    return (await definitions(cluster)).map(({ metadata }) => metadata.name);
}

/** Whether an object outside the release's namespace is of the release: Helm's, or the operator's Service for the kubelets. */
export function isOfRelease({ metadata: { name, labels, annotations } }: Listed): boolean {
    const { namespace, releaseName } = demoRelease;
    const byHelm =
        annotations?.["meta.helm.sh/release-name"] === releaseName && annotations["meta.helm.sh/release-namespace"] === namespace;
    return byHelm || (name === `${releaseName}-kubelet` && labels?.["app.kubernetes.io/managed-by"] === "prometheus-operator");
}

async function isUsed(cluster: Cluster, { spec }: Definition): Promise<boolean> {
    const version = spec.versions.find(({ served }) => served)?.name;
    try {
        return (await list(cluster, `/apis/${spec.group}/${version}/${spec.names.plural}?limit=1`)).length > 0;
    } catch (error) {
        if (error instanceof ApiError && error.status === 404) {
            return false;
        }
        throw error;
    }
}

/** Removes what Helm keeps when it removes a release, save definitions that were there before or are used. */
export async function removeLeftovers(cluster: Cluster, before: string[], interrupt: AbortSignal): Promise<void> {
    const paths: string[] = [];
    for (const path of outsideNamespace) {
        const objects = (await list<Listed>(cluster, path)).filter(isOfRelease);
        paths.push(...objects.map(({ metadata }) => `${path}/${metadata.name}`));
    }
    for (const definition of await definitions(cluster)) {
        const { name } = definition.metadata;
        if (!before.includes(name) && !(await isUsed(cluster, definition))) {
            paths.push(`${definitionsPath}/${name}`);
        }
    }
    await Promise.all(paths.map((path) => cluster.remove(path, interrupt)));
}
