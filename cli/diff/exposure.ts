import { Tree } from "../../render/secrets";
import { Change } from "./change";
import { operatorKinds } from "./restarts";

/** How far a Service is reached. */
const reach: Record<string, number> = { ExternalName: 0, ClusterIP: 0, NodePort: 1, LoadBalancer: 2 };
/** Kinds that let a Service be reached from outside. */
const entrances = ["Ingress", "HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "Gateway", "IngressRoute", "VirtualService", "Route"];

const portsOf = (service: Tree | undefined): number[] => (service?.spec?.ports ?? []).map(({ port }: Tree) => port);
const typeOf = (service: Tree | undefined): string => service?.spec?.type ?? "ClusterIP";

function serviceFlags({ status, before, after }: Change): string[] {
    const [old, now] = [typeOf(before), typeOf(after)];
    const opened = portsOf(after).filter((port) => !portsOf(before).includes(port));
    if (status === "added") {
        return reach[now] > 0 ? [`a Service of type ${now}, with port ${opened.join(", ")}`] : [];
    }
    const wider = reach[now] > reach[old] ? [`type ${old} -> ${now}`] : [];
    const ranges: string[] = after?.spec?.loadBalancerSourceRanges ?? [];
    const isOpened = now === "LoadBalancer" && (before?.spec?.loadBalancerSourceRanges ?? []).length > 0 && ranges.length === 0;
    const addresses: string[] = (after?.spec?.externalIPs ?? []).filter((address: string) => !(before?.spec?.externalIPs ?? []).includes(address));
    return [...wider, ...(addresses.length > 0 ? [`it is reached at ${addresses.join(", ")}`] : []), ...(opened.length > 0 ? [`port ${opened.join(", ")} is new`] : []), ...(isOpened ? ["loadBalancerSourceRanges is gone: all addresses reach it"] : [])];
}

/** Whether a policy lets in more than before: a rule that was not there. */
function policyFlags({ before, after }: Change): string[] {
    const rules = (tree: Tree | undefined): string[] => (tree?.spec?.ingress ?? []).map((rule: Tree) => JSON.stringify(rule));
    const [old, now] = [rules(before), rules(after)];
    const off = (before?.spec?.policyTypes ?? []).includes("Ingress") && !(after?.spec?.policyTypes ?? []).includes("Ingress");
    return [...(now.some((rule) => !old.includes(rule)) ? ["what it lets in changes"] : []), ...(off ? ["it restricts no ingress any more"] : [])];
}

/** What a tree says of its pods: the operator's kinds have it in their own spec. */
const podOf = (kind: string, tree: Tree | undefined): Tree => (operatorKinds.includes(kind) ? tree?.spec : kind === "Pod" ? tree?.spec : tree?.spec?.template?.spec) ?? {};

/** What a pod has of its host, in a few words each. */
function hostAccess(pod: Tree): string[] {
    const containers: Tree[] = [...(pod.containers ?? []), ...(pod.initContainers ?? [])];
    const ports = containers.flatMap(({ ports: open = [] }) => open.filter(({ hostPort }: Tree) => hostPort !== undefined).map(({ hostPort }: Tree) => `the host's port ${hostPort}`));
    return [
        ...["hostNetwork", "hostPID", "hostIPC"].filter((key) => pod[key] === true),
        ...(pod.volumes ?? []).filter(({ hostPath }: Tree) => hostPath !== undefined).map(({ hostPath }: Tree) => `the host's path ${hostPath.path}`),
        ...ports,
        ...containers.filter(({ securityContext }) => securityContext?.privileged === true).map(({ name }) => `the privileged container ${name}`),
    ];
}

/** What pods reach of their host, or their host of them; and what Prometheus lets be done through its API. */
function hostFlags({ object: { kind }, before, after }: Change): string[] {
    const old = hostAccess(podOf(kind, before));
    const isAdmin = after?.spec?.enableAdminAPI === true && before?.spec?.enableAdminAPI !== true;
    return [
        ...hostAccess(podOf(kind, after)).filter((access) => !old.includes(access)).map((access) => `its pods have ${access}`),
        ...(operatorKinds.includes(kind) && isAdmin ? ["whoever reaches it may delete series"] : []),
    ];
}

/** Through what others reach more than before. */
export function exposureFlags(change: Change): string[] {
    const { status, object } = change;
    if (status === "removed") {
        const isGateway = object.kind === "Deployment" && change.before?.metadata?.labels?.["app.kubernetes.io/name"] === "gateway";
        return object.kind === "NetworkPolicy" ? ["all pods of the cluster reach what it kept them from"] : isGateway ? ["the gateway is gone: nothing asks for a password"] : [];
    }
    if (status === "added" && entrances.includes(object.kind)) {
        return ["it lets others in from outside"];
    }
    switch (object.kind) {
        case "Service":
            return serviceFlags(change);
        case "NetworkPolicy":
            return status === "changed" ? policyFlags(change) : [];
        default:
            return hostFlags(change);
    }
}
