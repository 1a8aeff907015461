import { Document, isMap, isScalar, isSeq, Node, Pair, parseDocument, Scalar, stringify, YAMLMap } from "yaml";

// A document that was parsed and is written anew has some comments in other places: so lines of the text itself are put in and taken out.

type EdgePair = Pair<Scalar, Node | null>;
type Edges = YAMLMap<Scalar, Node | null>;

const startOf = (node: Node) => (node.range as [number, number, number])[0];
const lineStart = (text: string, offset: number) => text.lastIndexOf("\n", offset - 1) + 1;
const lineEnd = (text: string, offset: number) => (text.indexOf("\n", offset) === -1 ? text.length : text.indexOf("\n", offset) + 1);

/** The value of a pair, or its key where the value is nothing. */
function lastNode({ key, value }: EdgePair): Node {
    return value === null || (isScalar(value) && value.value === null && !value.source) ? key : value;
}

/** Offset at which the content of a node ends, before a comment on its line. */
function contentEnd(node: Node): number {
    if ((isMap(node) || isSeq(node)) && !node.flow && node.items.length > 0) {
        const last = node.items[node.items.length - 1];
        return contentEnd(isMap(node) ? lastNode(last as EdgePair) : (last as Node));
    }
    return (node.range as [number, number, number])[1];
}

/** The edges, where each has lines of its own. */
function blockOf(document: Document): Edges | undefined {
    const edges = document.get("edges");
    return isMap(edges) && !edges.flow ? (edges as unknown as Edges) : undefined;
}

const written = (document: Document) => document.toString({ lineWidth: 0, flowCollectionPadding: false, nullStr: "" });

/** The text of a fleet's file with an edge more. */
export function withEdge(text: string, name: string, place: { kubeconfig?: string; context?: string }): string {
    const document = parseDocument(text);
    const block = blockOf(document);
    const value = Object.keys(place).length > 0 ? place : null;
    if (block === undefined) {
        document.setIn(["edges", name], document.createNode(value));
        return written(document);
    }
    const offset = startOf(block.items[0].key);
    const indent = text.slice(lineStart(text, offset), offset);
    const lines = stringify({ [name]: value }, { nullStr: "", lineWidth: 0 }).trimEnd().split("\n");
    const end = lineEnd(text, contentEnd(block));
    const before = text.slice(0, end).replace(/([^\n])$/, "$1\n");
    return `${before}${lines.map((line) => `${indent}${line}\n`).join("")}${text.slice(end)}`;
}

/** The text of a fleet's file without an edge. */
export function withoutEdge(text: string, name: string): string {
    const document = parseDocument(text);
    // A name may be a number to YAML.
    const isIt = ({ key }: EdgePair) => String(key.value) === name;
    const pair = blockOf(document)?.items.find(isIt);
    if (pair === undefined) {
        const edges = document.get("edges") as unknown as Edges;
        edges.items = edges.items.filter((item) => !isIt(item));
        return written(document);
    }
    return text.slice(0, lineStart(text, startOf(pair.key))) + text.slice(lineEnd(text, contentEnd(lastNode(pair))));
}
