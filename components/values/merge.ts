/** Helm values: a map of maps, lists and scalars. */
export type Values = Record<string, any>;

function isMap(value: unknown): value is Values {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Merges values as Helm does: maps key by key, anything else replaced by the later one. `null` stays, and removes the chart's default. */
export function mergeValues(...layers: Values[]): Values {
    const merged: Values = {};
    for (const layer of layers) {
        for (const [key, value] of Object.entries(layer)) {
            if (value !== undefined) {
                merged[key] = isMap(value) ? mergeValues(isMap(merged[key]) ? merged[key] : {}, value) : value;
            }
        }
    }
    return merged;
}
