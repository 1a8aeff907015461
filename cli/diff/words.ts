import { RenderedObject } from "../../render/objects";
import { Change, isDefinition } from "./change";
import { Difference } from "./differences";

const shortest = 90;

/** A value in a few words. */
export function brief(value: unknown): string {
    if (Array.isArray(value) && value.every((item) => typeof item === "string")) {
        return cut(value.join(", "));
    }
    return cut(typeof value === "string" ? JSON.stringify(value).replace(/^"([^"\\]*)"$/, "$1") : JSON.stringify(value));
}

const cut = (text: string) => (text.length > shortest ? `${text.slice(0, shortest)}...` : text);

/** A path as one writes it: `spec.template.spec.containers.grafana.image`; a label or annotation by its name. */
export function pathText(path: string[]): string {
    const map = path.findIndex((key) => key === "labels" || key === "annotations");
    if (map >= 0 && map === path.length - 2) {
        const place = path.includes("template") ? " of its pods" : "";
        return `${path[map].slice(0, -1)}${place} ${path[map + 1]}`;
    }
    return path.join(".");
}

/** A difference in words: `image a -> b`. */
export function differenceText({ path, before, after }: Difference, name = pathText(path)): string {
    if (before === undefined) {
        return `${name}: + ${brief(after)}`;
    }
    return after === undefined ? `${name}: - ${brief(before)}` : `${name}: ${brief(before)} -> ${brief(after)}`;
}

/** An object's kind and names. */
export function title({ cluster, kind, namespace, name, hook }: RenderedObject): string {
    const place = namespace === undefined ? name : `${namespace}/${name}`;
    return `${kind} ${place}${hook === undefined ? "" : " (hook)"}${cluster === "" ? "" : ` in ${cluster}`}`;
}

/** A difference's place in the order of what a reader asks first. */
function rank({ path }: Difference): number {
    const last = path[path.length - 1];
    return last === "image" ? 0 : ["replicas", "shards", "type", "retention", "storage"].includes(last) ? 1 : path[0] === "metadata" ? 3 : 2;
}

const shown = 3;

/** What becomes of an object, in one line; without the differences that many objects share. */
export function changeText({ status, object, differences, masked }: Change): string {
    if (status !== "changed") {
        return `${title(object)}: ${status}`;
    }
    const definition = isDefinition(object) && differences.length === 0 ? ["changed"] : [];
    const inOrder = [...differences].sort((a, b) => rank(a) - rank(b));
    const images = inOrder.filter((difference) => rank(difference) === 0).map((difference) => differenceText(difference, "image"));
    const others = inOrder.filter((difference) => rank(difference) > 0).map((difference) => differenceText(difference));
    const texts = [...images, ...others];
    const more = texts.length > shown ? [`and ${texts.length - shown} more`] : [];
    const secrets = masked.length === 0 ? [] : [`secret content changes: ${masked.map((path) => path.replace(/^(data|stringData)\./, "")).join(", ")}`];
    const upgrade = isDefinition(object) && differences.length > 0 ? ["upgraded"] : [];
    return `${title(object)}: ${[...definition, ...upgrade, ...texts.slice(0, shown), ...more, ...secrets].join("; ")}`;
}
