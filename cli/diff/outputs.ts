import { secretText } from "../../render/standIns";
import { brief } from "./words";

/** What a diff needs to know of a stack's outputs. */
export interface Outputs {
    outputs: Record<string, unknown>;
    secretOutputs: string[];
}

/** A change of a stack's output, which other stacks may read. */
export interface OutputChange {
    name: string;
    text: string;
}

/** The outputs that differ; what is secret is not shown. */
export function compareOutputs(before: Outputs, after: Outputs): OutputChange[] {
    const secret = [...before.secretOutputs, ...after.secretOutputs];
    const names = [...new Set([...Object.keys(before.outputs), ...Object.keys(after.outputs)])].sort();
    return names.flatMap((name) => {
        const [old, now] = [before.outputs[name], after.outputs[name]];
        if (JSON.stringify(old) === JSON.stringify(now)) {
            return [];
        }
        const show = (value: unknown) => (secret.includes(name) ? secretText : brief(value));
        const text = old === undefined ? `is new: ${show(now)}` : now === undefined ? "is gone" : `${show(old)} -> ${show(now)}`;
        return [{ name, text }];
    });
}
