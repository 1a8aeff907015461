import { ConfigKey, configKeys } from "../../components/configKeys";
import { meant } from "../../components/nearestKey";
import { check, dnsLabel, map, text } from "../../components/validation/checks";
import { edgeProblems } from "../../components/validation/edge";
import { globalProblems } from "../../components/validation/global";
import { describeProblem, pending, Problem } from "../../components/validation/problem";
import { Cluster, Fleet } from "./definition";
import { Contexts, ReadContexts } from "./kubeconfig";
import { clusterKeys, defaultsKeys, edgeNameLength, ownEdgeKeys, ownKeys, secretKeys, topKeys } from "./shape";

type Content = Record<string, any>;

const isMap = (value: unknown): value is Content => map.holds(value);

function unknownKeys(path: string, value: Content, keys: Record<string, string>): Problem[] {
    const known = Object.keys(keys);
    return Object.keys(value)
        .filter((key) => !known.includes(key))
        .map((key) => ({ path: path === "" ? key : `${path}.${key}`, reason: "is not known" + meant(key, known, `; ${known.join(", ")} are`) }));
}

/** Paths of secrets in a value: encrypted ones, and what is always one in clear. */
function secretPaths(path: string, value: unknown): string[] {
    if (value === null || typeof value !== "object") {
        return [];
    }
    const key = path.split(".")[0].replace(/^.*:/, "");
    const secrets = Object.hasOwn(secretKeys, key) ? secretKeys[key] : [];
    return Object.entries(value).flatMap(([name, inner]) => {
        const isSecret = name === "secure" || secrets.includes(name);
        return isSecret ? [name === "secure" ? path : `${path}.${name}`] : secretPaths(path === "" ? name : `${path}.${name}`, inner);
    });
}

function secretProblems(path: string, config: unknown): Problem[] {
    const stack = path === "defaults" ? "STACK" : path === "global" ? "global" : `edge-${path.slice("edges.".length)}`;
    return secretPaths("", config).map((key) => ({
        path: `${path}.config.${key}`,
        reason: `is a secret, which this file is no place for; take all of ${key.split(".")[0]} out of it, and: pulumi config set --secret --stack ${stack} --path '${key}'`,
    }));
}

/** A kubeconfig's text or content in place of its path; no error shows it. */
const isKubeconfigItself = (value: unknown) => isMap(value) || (typeof value === "string" && /[\n{]/.test(value));

/** What is wrong with the shape of a map, which may be left out. */
function mapProblems(path: string, value: unknown, keys: Record<string, string>): Problem[] {
    if (value === undefined || value === null) {
        return [];
    }
    if (!isMap(value)) {
        return [{ path, reason: `must be a map of ${Object.keys(keys).join(", ")}` }];
    }
    const texts = ["kubeconfig", "context"].filter((key) => key in keys).flatMap((key) =>
        key === "kubeconfig" && isKubeconfigItself(value[key]) ? [{ path: `${path}.${key}`, reason: "must be the path of a kubeconfig, not what is in it" }] : check(`${path}.${key}`, value[key], text),
    );
    const config = value.config === undefined || value.config === null ? [] : check(`${path}.config`, value.config, map);
    return [...unknownKeys(path, value, keys), ...texts, ...config, ...secretProblems(path, value.config)];
}

function configKeyProblems(path: string, config: Content, fits: (key: ConfigKey) => string | undefined, own: Record<string, string>, project: string): Problem[] {
    return Object.keys(config).flatMap((key): Problem[] => {
        const at = `${path}.config.${key}`;
        if (key.startsWith(`${project}:`)) {
            return [{ path: at, reason: `has the project's name: write "${key.slice(project.length + 1)}"` }];
        }
        if (Object.hasOwn(own, key)) {
            return [{ path: at, reason: `is not set here: ${own[key]}; remove it` }];
        }
        if (key.includes(":")) {
            return [];
        }
        if (!Object.hasOwn(configKeys, key)) {
            return [{ path: at, reason: "is not a key of this project" + meant(key, Object.keys(configKeys), "; remove it") }];
        }
        const misfit = fits(configKeys[key]);
        return misfit === undefined ? [] : [{ path: at, reason: misfit }];
    });
}

/** What is wrong with the file's shape: then it says no fleet. */
export function shapeProblems(content: unknown): Problem[] {
    if (!isMap(content)) {
        return [{ path: "the file", reason: `must be a map of ${Object.keys(topKeys).join(", ")}` }];
    }
    const { organization, defaults, global, edges } = content;
    const names = isMap(edges) ? Object.keys(edges) : [];
    // "--only global" means the global cluster, whatever it is called.
    const globalNames = ["global", global?.config?.clusterName];
    return [
        ...unknownKeys("", content, topKeys),
        ...check("organization", organization, text),
        ...mapProblems("defaults", defaults, defaultsKeys),
        ...(global === undefined ? [{ path: "global", reason: "is not set; it must be the cluster that receives, such as: global: {context: global}" }] : mapProblems("global", global, clusterKeys)),
        ...(names.length === 0 ? [{ path: "edges", reason: "must be a map of clusters by name, such as: edges: {paris: {context: paris}}" }] : []),
        ...names.flatMap((name) => [
            ...check(`edges.${name}`, name, dnsLabel(edgeNameLength, "paris")),
            ...(globalNames.includes(name) ? [{ path: `edges.${name}`, reason: `is the name of the global cluster; each cluster needs its own` }] : []),
            ...mapProblems(`edges.${name}`, edges[name], clusterKeys),
        ]),
    ];
}

/** What is wrong with the keys of configuration. */
export function keyProblems({ defaults, global, edges }: Content, project: string): Problem[] {
    const ofRole = (role: "global" | "edge") => ({ roles }: ConfigKey) => (roles.includes(role) ? undefined : `is a key of the role "${roles[0]}"; remove it`);
    return [
        ...configKeyProblems("defaults", defaults?.config ?? {}, () => undefined, ownEdgeKeys, project),
        ...configKeyProblems("global", global?.config ?? {}, ofRole("global"), ownKeys, project),
        ...Object.entries(edges as Content).flatMap(([name, edge]) => configKeyProblems(`edges.${name}`, edge?.config ?? {}, ofRole("edge"), ownEdgeKeys, project)),
    ];
}

const pathOf = ({ role, name }: Cluster) => (role === "global" ? "global" : `edges.${name}`);

function clusterProblems(cluster: Cluster, contexts: Contexts): Problem[] {
    const path = pathOf(cluster);
    const file = cluster.kubeconfig ?? "kubectl's kubeconfig";
    if ("unreadable" in contexts) {
        const which = cluster.kubeconfig === undefined ? "is not set, and kubectl's own" : JSON.stringify(file);
        return [{ path: `${path}.kubeconfig`, reason: `${which} ${contexts.unreadable}` }];
    }
    const { names, current } = contexts;
    if (cluster.context === undefined) {
        return current === undefined ? [{ path: `${path}.context`, reason: `is not set, and ${file} has no current context: ${names.join(", ") || "none"}` }] : [];
    }
    const instead = meant(cluster.context, names, `: it has ${names.join(", ") || "none"}`);
    return names.includes(cluster.context) ? [] : [{ path: `${path}.context`, reason: `"${cluster.context}" is not in ${file}${instead}` }];
}

/** Two stacks that would be deployed over each other. */
function overlapProblems(clusters: Cluster[], contexts: ReadContexts): Problem[] {
    const first = new Map<string, string>();
    return clusters.flatMap((cluster) => {
        const read = contexts(cluster.kubeconfig);
        const current = "current" in read ? read.current : undefined;
        const place = JSON.stringify([cluster.kubeconfig, cluster.context ?? current, cluster.config.namespace]);
        const other = first.get(place);
        first.set(place, other ?? pathOf(cluster));
        return other === undefined ? [] : [{ path: pathOf(cluster), reason: `is the same cluster as ${other}: give it a context of its own, or a namespace` }];
    });
}

/** What is wrong with the values of a stack's configuration, as the components check them. */
function valueProblems(cluster: Cluster, fleet: Fleet): Problem[] {
    const isArg = (key: string) => Object.hasOwn(configKeys, key) && configKeys[key].roles.includes(cluster.role);
    const args = Object.fromEntries(Object.entries(cluster.config).filter(([key]) => isArg(key)));
    const problems =
        cluster.role === "global"
            ? globalProblems({ ...args, edges: fleet.edges.map(({ name }) => name) })
            : edgeProblems({ ...args, clusterName: cluster.name, remoteWriteUrl: pending });
    return problems.filter(({ warning }) => !warning).map((problem) => ({ ...problem, path: `${pathOf(cluster)}.config.${problem.path}` }));
}

/** What is wrong with the clusters that a file defines. */
export function fleetProblems(fleet: Fleet, contexts: ReadContexts): Problem[] {
    const clusters = [fleet.global, ...fleet.edges];
    return [
        ...clusters.flatMap((cluster) => clusterProblems(cluster, contexts(cluster.kubeconfig))),
        ...overlapProblems(clusters, contexts),
        ...clusters.flatMap((cluster) => valueProblems(cluster, fleet)),
    ];
}

/** Problems, to be read: each where, what, and what to do. */
export function problemsText(file: string, problems: string[]): string {
    return `${file} has ${problems.length === 1 ? "a problem" : `${problems.length} problems`}; nothing was changed:\n${problems.map((problem) => `  ${problem}`).join("\n")}`;
}

/** One problem as a line. */
export const problemLine = (problem: Problem) => `${problem.path} ${describeProblem(problem)}`;
