import { load } from "js-yaml";
import { fileOf, RenderedObject } from "../../render/objects";
import { Tree } from "../../render/secrets";
import { Difference, differences } from "./differences";

/** What becomes of an object. */
export interface Change {
    status: "added" | "removed" | "changed";
    /** Its file's path, which tells it from others. */
    id: string;
    /** It, as it will be, or was where it is removed. */
    object: RenderedObject;
    before: Tree | undefined;
    after: Tree | undefined;
    /** Their YAML. */
    texts: { before: string; after: string };
    differences: Difference[];
    /** Paths of secret parts that differ. */
    masked: string[];
}

/** Whether an object is a custom resource definition: those are large, and are not looked into. */
export const isDefinition = ({ kind }: RenderedObject) => kind === "CustomResourceDefinition";

/** The operator's version in a definition. */
const definitionVersion = (text: string) => /^ {4}operator\.prometheus\.io\/version: (\S+)$/m.exec(text)?.[1];

function definitionTree({ apiVersion, kind, name, text }: RenderedObject): Tree {
    return { apiVersion, kind, metadata: { name }, "definition upgraded": definitionVersion(text) };
}

const treeOf = (object: RenderedObject | undefined) =>
    object === undefined ? undefined : isDefinition(object) ? definitionTree(object) : (load(object.text) as Tree);

function maskedDifferences(before: RenderedObject, after: RenderedObject): string[] {
    const keys = new Set([...Object.keys(before.digests), ...Object.keys(after.digests)]);
    return [...keys].filter((key) => before.digests[key] !== after.digests[key]).sort();
}

function changeOf(id: string, before: RenderedObject | undefined, after: RenderedObject | undefined): Change[] {
    const object = (after ?? before) as RenderedObject;
    const masked = before !== undefined && after !== undefined ? maskedDifferences(before, after) : [];
    if (before?.text === after?.text && masked.length === 0) {
        return [];
    }
    const [treeBefore, treeAfter] = [treeOf(before), treeOf(after)];
    const status = before === undefined ? "added" : after === undefined ? "removed" : "changed";
    const found = status === "changed" ? differences(treeBefore, treeAfter) : [];
    return [{ status, id, object, before: treeBefore, after: treeAfter, texts: { before: before?.text ?? "", after: after?.text ?? "" }, differences: found, masked }];
}

/** What becomes of the objects of a stack, in the order of their files. */
export function compareObjects(before: RenderedObject[], after: RenderedObject[]): Change[] {
    const [old, now] = [before, after].map((objects) => new Map(objects.map((object) => [fileOf(object), object])));
    const ids = [...new Set([...old.keys(), ...now.keys()])].sort();
    return ids.flatMap((id) => changeOf(id, old.get(id), now.get(id)));
}
