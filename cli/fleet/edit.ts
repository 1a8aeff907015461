import { parse } from "yaml";
import { meant } from "../../components/nearestKey";
import { CannotTell } from "../errors";
import { problemsText } from "./checks";
import { stackName } from "./definition";
import { withEdge, withoutEdge } from "./edgeText";
import { FleetFile, parseFleet } from "./file";
import { ReadContexts } from "./kubeconfig";
import { fleetCommand, removal } from "./nextCommand";

/** A change of a fleet's file: its new text, and what to say of it. */
export interface Edit {
    text: string;
    message: string;
}

const edgesOf = ({ fleet }: FleetFile) => fleet.edges.map(({ name }) => name);

/** Adds an edge. @throws CannotTell where the file would be wrong with it. */
export function addEdge(file: FleetFile, name: string, place: { kubeconfig?: string; context?: string }, contexts: ReadContexts): Edit {
    if (edgesOf(file).includes(name)) {
        throw new CannotTell(`${file.name} has an edge "${name}" already: change it there, or give the new one another name`);
    }
    const text = withEdge(file.text, name, place);
    const { problems } = parseFleet(text, file.fleet.project, contexts);
    if (problems.length > 0) {
        throw new CannotTell(`With the edge "${name}", ${problemsText(file.name, problems)}`);
    }
    return {
        text,
        message: [
            `${file.name} has the edge "${name}" now. Next:`,
            `  ${fleetCommand(`preview --only global,${name}`, file)}   # what changes`,
            `  ${fleetCommand(`up --only global,${name}`, file)}   # global gives it a password and watches it; then the stack ${stackName({ role: "edge", name })} deploys its agent`,
        ].join("\n"),
    };
}

function isWithout(text: string, name: string): boolean {
    try {
        return !Object.keys(parse(text).edges).includes(name);
    } catch {
        return false;
    }
}

/** Takes an edge out. @throws CannotTell where it cannot. */
export function removeEdge(file: FleetFile, name: string): Edit {
    const edges = edgesOf(file);
    if (!edges.includes(name)) {
        throw new CannotTell(`${file.name} has no edge "${name}"${meant(name, edges, `: it has ${edges.join(", ")}`)}`);
    }
    if (edges.length === 1) {
        throw new CannotTell(`"${name}" is the last edge of ${file.name}: to end the fleet, ${fleetCommand("destroy", file)}`);
    }
    const text = withoutEdge(file.text, name);
    if (!isWithout(text, name)) {
        throw new CannotTell(`${file.name} cannot be read without the edge "${name}": what refers to it (an anchor, "&") is to be moved by hand first`);
    }
    const stack = stackName({ role: "edge", name });
    return {
        text,
        message: [
            `${file.name} has no edge "${name}" now; what is deployed is as it was. Next:`,
            `  ${removal(stack, file)}   # removes its agent, and the stack`,
            `  ${fleetCommand("up --only global", file)}   # its password is worth nothing then, and no alert misses it`,
        ].join("\n"),
    };
}
