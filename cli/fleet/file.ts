import { existsSync, readFileSync } from "fs";
import { dirname, join, resolve } from "path";
import { parseDocument } from "yaml";
import { configKeys, Role } from "../../components/configKeys";
import { CannotTell, firstLine } from "../errors";
import { fleetProblems, keyProblems, problemLine, problemsText, shapeProblems } from "./checks";
import { Cluster, Fleet } from "./definition";
import { contextsReader, ReadContexts } from "./kubeconfig";
import { fleetCommand, Place } from "./nextCommand";

/** A fleet's file that was read. */
export interface FleetFile extends Place {
    path: string;
    text: string;
    fleet: Fleet;
}

/** What a file's text says: a fleet, or what is wrong with it. */
export function parseFleet(text: string, project: string, contexts: ReadContexts): { fleet: Fleet; problems: string[] } | { problems: string[] } {
    const document = parseDocument(text);
    if (document.errors.length > 0) {
        // The rest of a message of the parser draws the place.
        return { problems: document.errors.map(({ message }) => message.split("\n")[0].replace(/:$/, "")) };
    }
    let content: unknown;
    try {
        content = document.toJS();
    } catch (error) {
        // Such as an alias whose anchor is not there.
        return { problems: [firstLine(error)] };
    }
    const shape = shapeProblems(content);
    if (shape.length > 0) {
        return { problems: shape.map(problemLine) };
    }
    const keys = keyProblems(content as Record<string, any>, project);
    const fleet = fleetOf(content as Record<string, any>, project);
    return { fleet, problems: [...new Set([...keys, ...fleetProblems(fleet, contexts)].map(problemLine))] };
}

function fleetOf({ organization, defaults, global, edges }: Record<string, any>, project: string): Fleet {
    const cluster = (role: Role, name: string, own: Partial<Cluster> | null): Cluster => {
        const shared = Object.entries(defaults?.config ?? {}).filter(([key]) => !Object.hasOwn(configKeys, key) || configKeys[key].roles.includes(role));
        const kubeconfig = own?.kubeconfig ?? defaults?.kubeconfig;
        // In a kubeconfig that clusters share, a context has the cluster's name.
        const context = own?.context ?? (own?.kubeconfig === undefined ? name : undefined);
        return {
            name,
            role,
            ...(kubeconfig !== undefined && { kubeconfig }),
            ...(context !== undefined && { context }),
            config: { ...Object.fromEntries(shared), ...own?.config },
        };
    };
    return {
        project,
        ...(organization !== undefined && { organization }),
        global: cluster("global", "global", global),
        edges: Object.entries(edges).map(([name, edge]) => cluster("edge", name, edge as Partial<Cluster> | null)),
    };
}

/** The name of the project in a folder. */
export function projectName(folder: string): string {
    const file = join(folder, "Pulumi.yaml");
    if (!existsSync(file)) {
        throw new CannotTell(`There is no Pulumi.yaml in ${folder}: the fleet's file stands beside it, and --file names it`);
    }
    return parseDocument(readFileSync(file, "utf8")).get("name") as string;
}

/** A fleet's file that is not there yet: without edges. */
export function newFleet(name: string): FleetFile {
    const path = resolve(name);
    const folder = dirname(path);
    return { name, path, folder, text: "global:\n", fleet: fleetOf({ edges: {} }, projectName(folder)) };
}

function readText(name: string, path: string): string {
    try {
        return readFileSync(path, "utf8");
    } catch (error) {
        throw new CannotTell(`${name} cannot be read: ${firstLine(error)}; --file names the fleet's file, such as --file fleet.yaml`);
    }
}

/**
 * Reads a fleet's file.
 * @throws CannotTell with all that is wrong with it.
 */
export function readFleet(name: string): FleetFile {
    const path = resolve(name);
    const folder = dirname(path);
    if (!existsSync(path)) {
        throw new CannotTell(`There is no ${name}: it names the clusters. Begin it with: ${fleetCommand("add NAME --context CONTEXT", { name })}; docs/fleet.md has the rest, and --file names another`);
    }
    const text = readText(name, path);
    const read = parseFleet(text, projectName(folder), contextsReader(folder));
    if (!("fleet" in read) || read.problems.length > 0) {
        throw new CannotTell(problemsText(name, read.problems));
    }
    return { name, path, folder, text, fleet: read.fleet };
}
