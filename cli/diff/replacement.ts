import { Change } from "./change";
import { pathText } from "./words";

/** What cannot be changed in an object that is there, by its kind. */
const immutable: Record<string, RegExp> = {
    Deployment: /^spec\.selector/,
    DaemonSet: /^spec\.selector/,
    StatefulSet: /^spec\.(selector|serviceName|volumeClaimTemplates|podManagementPolicy)/,
    Job: /^spec\.(template|selector|completions|completionMode)/,
    PersistentVolumeClaim: /^spec\.(?!resources)/,
    RoleBinding: /^roleRef/,
    ClusterRoleBinding: /^roleRef/,
    StorageClass: /^(provisioner|parameters|reclaimPolicy|volumeBindingMode)/,
    Secret: /^type/,
};

/** Whether an object is deleted, or cannot be changed as it is to be. */
export function replacementFlags({ status, object, differences }: Change): string[] {
    if (status === "removed") {
        const stays = object.kind === "CustomResourceDefinition" && object.origin.startsWith("Release ");
        return [stays ? "it is in the chart no longer; Helm leaves it in the cluster" : "it is deleted"];
    }
    const pattern = immutable[object.kind];
    // Helm deletes a hook before it makes it anew.
    if (status !== "changed" || pattern === undefined || object.hook !== undefined) {
        return [];
    }
    const fixed = differences.filter(({ path }) => pattern.test(path.join("."))).map(({ path }) => pathText(path));
    const how = object.origin.startsWith("Release ") ? "Helm's upgrade fails until the object is deleted" : "Pulumi deletes it and makes it anew";
    return fixed.length === 0 ? [] : [`${fixed.slice(0, 3).join(", ")} cannot be changed: ${how}`];
}
