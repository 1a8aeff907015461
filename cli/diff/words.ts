import { RenderedObject } from "../../render/objects";
import { Change } from "./change";
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

/** A path as one writes it: `spec.template.spec.containers.grafana.image`, `spec.endpoints item 2.interval`; a label or annotation by its name. */
export function pathText(path: string[]): string {
    const map = path.findIndex((key) => key === "labels" || key === "annotations");
    if (map >= 0 && map === path.length - 2) {
        const place = path.includes("template") ? " of its pods" : "";
        return `${path[map].slice(0, -1)}${place} ${path[map + 1]}`;
    }
    return path.join(".").replace(/\.(item \d+)/g, " $1");
}

/** Images of one repository by their tags. */
function imageText(before: string, after: string): string {
    const [repository, newRepository] = [before, after].map((image) => image.replace(/[:@][^/]*$/, ""));
    return repository === newRepository ? `${before} -> ${after.slice(repository.length + 1)}` : `${before} -> ${after}`;
}

const sorted = (list: unknown[]) => JSON.stringify(list.map((item) => JSON.stringify(item)).sort());
const isReordered = (before: unknown[], after: unknown[]) => sorted(before) === sorted(after);

/** A difference in words: `replicas: 1 -> 2`. */
export function differenceText({ path, before, after }: Difference): string {
    const name = pathText(path);
    if (path[path.length - 1] === "image" && typeof before === "string" && typeof after === "string") {
        return `image ${imageText(before, after)}`;
    }
    if (Array.isArray(before) && Array.isArray(after) && isReordered(before, after)) {
        return `${name}: in another order`;
    }
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

/** What becomes of an object, in one line; empty where a definition does no more than what is told of many. */
export function changeText({ status, object, differences, masked }: Change): string {
    if (status !== "changed") {
        return `${title(object)}: ${status}`;
    }
    const texts = [...differences].sort((a, b) => rank(a) - rank(b)).map(differenceText);
    const more = texts.length > shown ? [`and ${texts.length - shown} more`] : [];
    const secrets = masked.length === 0 ? [] : [`secret content changes: ${masked.map((path) => path.replace(/^(data|stringData)\./, "").replace(/\.(\d+)(?=\.|$)/g, (_, place) => ` item ${Number(place) + 1}`)).join(", ")}`];
    const parts = [...texts.slice(0, shown), ...more, ...secrets];
    return parts.length === 0 ? "" : `${title(object)}: ${parts.join("; ")}`;
}
