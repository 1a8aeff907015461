import { Values } from "./merge";

const label = "multicluster-prometheus/evaluated-by";

/** Label of rules that the global Prometheus evaluates beside Thanos, and not the ruler: those that tell how Thanos itself is. */
export const localRule: Record<string, string> = { [label]: "prometheus" };

/** Selects all other rules. */
export const otherRules: Values = { matchExpressions: [{ key: label, operator: "DoesNotExist" }] };
