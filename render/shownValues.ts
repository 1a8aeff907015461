import { Declared } from "./engine";
import { finder } from "./finder";
import { changeAt, hasStandIn, isStandIn, mapLeaves, Path } from "./secrets";
import { secretNumber, secretText } from "./standIns";

/** What of a release's values Helm gets, so that nothing that is secret can come out in another form. */
export interface ShownValues {
    values: unknown;
    /** Whether it is not known what in them is secret: they are as they are, and nothing of what comes of them may be shown. */
    isUnknown: boolean;
    /** What is not in them. Only to be told apart from other secrets. */
    leftOut: unknown[];
    /** Paths of secret booleans, for which `true` stands. */
    booleans: string[];
}

/** Values with a stand-in of the same type for each leaf of those parts that are marked as secret. */
function withoutParts(values: unknown, paths: Path[]): ShownValues {
    const leftOut: unknown[] = [];
    const booleans: string[] = [];
    const change = (path: Path) => (leaf: unknown) => {
        if (leaf === null || isStandIn(leaf)) {
            return leaf;
        }
        leftOut.push(leaf);
        if (typeof leaf === "boolean") {
            booleans.push(path.join("."));
            return true;
        }
        return typeof leaf === "number" ? secretNumber : secretText;
    };
    const shown = paths.reduce((rest, path) => changeAt(rest, path, (part) => mapLeaves(part, change(path))), values);
    return { values: shown, isUnknown: false, leftOut, booleans };
}

/** Values of which Pulumi says no more than that something in them is secret, without the leaves that the program marked elsewhere. */
function withoutLeaves(values: unknown, secrets: unknown[]): ShownValues {
    const leftOut: unknown[] = [];
    const hide = finder(secrets.filter((leaf) => typeof leaf === "string"));
    const shown = mapLeaves(values, (leaf) => {
        const stand = typeof leaf === "string" ? hide(leaf) : typeof leaf === "number" && secrets.includes(leaf) ? secretNumber : leaf;
        return stand === leaf ? leaf : (leftOut.push(leaf), stand);
    });
    const isUnknown = secrets.some((leaf) => typeof leaf === "boolean") || (leftOut.length === 0 && !hasStandIn(values));
    return { values: isUnknown ? values : shown, isUnknown, leftOut, booleans: [] };
}

/** @param secrets Leaves that are known as secret, wherever they stand. */
export function shownValues({ inputs, secrets: paths }: Pick<Declared, "inputs" | "secrets">, secrets: unknown[] = []): ShownValues {
    const inValues = paths.filter(([key]) => key === "values").map(([, ...path]) => path);
    return inValues.some(({ length }) => length === 0) ? withoutLeaves(inputs.values, secrets) : withoutParts(inputs.values, inValues);
}
