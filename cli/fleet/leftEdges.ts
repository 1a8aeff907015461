import { CannotTell } from "../errors";
import { Cluster, stackName } from "./definition";
import { StackState } from "./pulumi";

/** Whether a stack is an edge's by its name: one of a fleet, or that of the README's two stacks. */
export const isEdgeStack = (stack: string) => stack === "edge" || stack.startsWith("edge-");

/** What removes a stack that the file does not name. */
export const removal = (stack: string) => `pulumi destroy --stack ${stack} && pulumi stack rm ${stack}`;

/**
 * Looks before anything is destroyed whether an edge would be left without its global cluster.
 * @throws CannotTell that names each such edge, and what removes it.
 */
export function checkNoEdgeIsLeft(selected: Cluster[], edges: Cluster[], stacks: Map<string, StackState>): void {
    if (!selected.some(({ role }) => role === "global")) {
        return;
    }
    const chosen = new Set(selected.map(stackName));
    const names = new Map(edges.map((edge) => [stackName(edge), edge.name]));
    const left = [...stacks.values()].filter(({ name, resources }) => isEdgeStack(name) && resources > 0 && !chosen.has(name));
    if (left.length > 0) {
        const lines = left.map(({ name }) => `  ${name}: ${names.has(name) ? `npx multicluster-prometheus fleet destroy --only ${names.get(name)}` : removal(name)}`);
        throw new CannotTell(`The global stack is not destroyed while edges are deployed, which write to it; nothing was changed. Destroy them first, or with it:\n${lines.join("\n")}`);
    }
}
