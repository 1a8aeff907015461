import { CannotTell } from "../errors";
import { Cluster, stackName } from "./definition";
import { fleetCommand, Place, pulumiCommand, removal } from "./nextCommand";
import { StackState } from "./stackStates";

/** Whether a stack is an edge's by its name: one of a fleet, or that of the README's two stacks. */
export const isEdgeStack = (stack: string) => stack === "edge" || stack.startsWith("edge-");

/**
 * Looks before anything is destroyed whether an edge would be left without its global cluster.
 * @throws CannotTell that names each such edge, and what removes it.
 */
export function checkNoEdgeIsLeft(place: Place, selected: Cluster[], edges: Cluster[], stacks: Map<string, StackState>): void {
    if (!selected.some(({ role }) => role === "global")) {
        return;
    }
    const chosen = new Set(selected.map(stackName));
    const names = new Map(edges.map((edge) => [stackName(edge), edge.name]));
    const left = [...stacks.values()].filter(({ name, resources }) => isEdgeStack(name) && resources > 0 && !chosen.has(name));
    if (left.length > 0) {
        const lines = left.map(({ name }) => `  ${name}: ${names.has(name) ? fleetCommand(`destroy --only ${names.get(name)}`, place) : removal(name, place)}`);
        throw new CannotTell(`The global stack is not destroyed while edges are deployed, which write to it; nothing was changed. Destroy them first, or with it:\n${lines.join("\n")}`);
    }
}

/**
 * Looks before anything is written or deployed whether the README's edge is there: its agent would run beside that of an edge of the file.
 * @throws CannotTell with what makes it an edge of the file, or removes it.
 */
export function checkNoSecondAgent(place: Place, stacks: Map<string, StackState>): void {
    if ((stacks.get("edge")?.resources ?? 0) > 0) {
        const { name: file } = place;
        throw new CannotTell(
            `The stack edge is deployed, and no edge of ${file} has that stack; nothing was changed. Where its cluster is one of ${file}, give the stack that edge's name, and else remove it:\n` +
                `  ${pulumiCommand("stack rename edge-NAME --stack edge", place)}   # NAME: the clusterName in Pulumi.edge.yaml, as the edge's name in ${file}\n` +
                `  ${removal("edge", place)}`,
        );
    }
}
