import { formatTable } from "../table";
import { Cluster, Fleet, stackName } from "./definition";
import { isEdgeStack } from "./leftEdges";
import { Place, removal } from "./nextCommand";
import { StackState } from "./stackStates";

/** How a stack of the fleet, or one that was of it, stands. */
export interface Standing {
    stack: string;
    cluster: string | null;
    state: "deployed" | "last update failed" | "not deployed" | "an update is going on" | "not in the file";
    resources: number;
    lastUpdate: string | null;
}

/** How the stacks of clusters stand, and edges' stacks that are deployed and that the file does not name. */
export function standings(fleet: Fleet, clusters: Cluster[], stacks: Map<string, StackState>): Standing[] {
    const named = new Set([fleet.global, ...fleet.edges].map(stackName));
    const known = clusters.map((cluster): Standing => {
        const stack = stackName(cluster);
        const { resources = 0, lastUpdate = null, updateInProgress = false, failed = false } = stacks.get(stack) ?? {};
        const state = updateInProgress ? "an update is going on" : failed ? "last update failed" : resources > 0 ? "deployed" : "not deployed";
        return { stack, cluster: cluster.context ?? cluster.kubeconfig ?? null, state, resources, lastUpdate };
    });
    const left = [...stacks.values()].filter(({ name, resources }) => isEdgeStack(name) && resources > 0 && !named.has(name));
    return [...known, ...left.map(({ name, resources, lastUpdate = null }): Standing => ({ stack: name, cluster: null, state: "not in the file", resources, lastUpdate }))];
}

/** Whether all is deployed, and nothing else. */
export const isComplete = (all: Standing[]) => all.every(({ state }) => state === "deployed");

export function statusText(all: Standing[], place: Place): string {
    const rows = all.map(({ stack, cluster, resources, lastUpdate, state }) => [stack, cluster ?? "-", String(resources), lastUpdate ?? "never", state]);
    const left = all.filter(({ state }) => state === "not in the file");
    return [
        ...formatTable([["stack", "cluster", "resources", "last update", "state"], ...rows], [2]),
        ...left.flatMap(({ stack }) => ["", `${stack} is deployed, and not in the file. To remove it:`, `  ${removal(stack, place)}`]),
    ].join("\n");
}
