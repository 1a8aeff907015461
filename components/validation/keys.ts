import { meant } from "../nearestKey";
import { map } from "./checks";
import { isKnown, Problem } from "./problem";
import { Checked } from "./release";

/** A problem for each key that is not among the known ones. */
export function unknownKeyProblems(path: string, value: Checked, known: string[]): Problem[] {
    return Object.keys(value)
        .filter((key) => !known.includes(key))
        .map((key) => ({ path: `${path}.${key}`, reason: "is not known" + meant(key, known, "; remove it") }));
}

/** What is wrong with a map of settings, whose value stands in no text: there may be a secret in it. */
export function ofMap(path: string, value: unknown, problemsOf: (value: Checked) => Problem[]): Problem[] {
    if (!isKnown(value)) {
        return [];
    }
    return map.holds(value) ? problemsOf(value as Checked) : [{ path, reason: `must ${map.must}` }];
}
