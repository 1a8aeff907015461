import { parseDuration, parseQuantity } from "../../components/units";
import { Tree } from "../../render/secrets";
import { Change } from "./change";
import { operatorKinds } from "./restarts";
import { brief } from "./words";

/** A volume that an object asks for. */
interface Volume {
    name: string;
    size?: string;
    className?: string;
}

const volumeOf = (name: string, spec: Tree | undefined): Volume => ({ name, size: spec?.resources?.requests?.storage, className: spec?.storageClassName });

/** The volumes that an object asks for, and whose content outlives its pods. */
function volumesOf(kind: string, tree: Tree | undefined): Volume[] {
    if (kind === "PersistentVolumeClaim" && tree !== undefined) {
        return [volumeOf("volume", tree.spec)];
    }
    if (kind === "StatefulSet") {
        return (tree?.spec?.volumeClaimTemplates ?? []).map(({ metadata, spec }: Tree) => volumeOf(`volume ${metadata?.name}`, spec));
    }
    const template = operatorKinds.includes(kind) ? tree?.spec?.storage?.volumeClaimTemplate : undefined;
    return template === undefined ? [] : [volumeOf("volume", template.spec)];
}

/** Bytes of a quantity, or of the operator's ByteSize such as `40GiB`. */
const bytes = (text: unknown) => parseQuantity(String(text).replace(/B$/, ""));

function isLess(before: unknown, after: unknown, read: (text: string) => number | undefined): boolean {
    const [old, now] = [before, after].map((value) => (value === undefined ? undefined : read(String(value))));
    return old !== undefined && now !== undefined && now < old;
}

function volumeLoss(old: Volume, now: Volume | undefined): string[] {
    if (now === undefined) {
        return [`its ${old.name} of ${old.size} is given up: the pods start with none`];
    }
    const shrinks = isLess(old.size, now.size, bytes) ? [`its ${old.name} shrinks, ${old.size} -> ${now.size}, which Kubernetes refuses for one that is there`] : [];
    const moves = old.className !== now.className ? [`its ${old.name} has another storage class, ${brief(old.className ?? "default")} -> ${brief(now.className ?? "default")}: what is stored stays in the old volume`] : [];
    return [...shrinks, ...moves];
}

/** What an object stores no longer, or is to forget sooner. */
export function lossFlags({ status, object: { kind }, before, after }: Change): string[] {
    if (status === "added") {
        return [];
    }
    if (status === "removed" && kind === "Namespace") {
        return ["all that is in the namespace, volumes too"];
    }
    const volumes = volumesOf(kind, before);
    if (status === "removed") {
        return volumes.map(({ name, size }) => (kind === "PersistentVolumeClaim" ? `its ${name} of ${size}` : `its ${name} of ${size} is no longer used; an object of another name starts with an empty one`));
    }
    const later = new Map(volumesOf(kind, after).map((volume) => [volume.name, volume]));
    const { retention, retentionSize, tsdb } = before?.spec ?? {};
    const { retention: newRetention, retentionSize: newSize, tsdb: newTsdb } = after?.spec ?? {};
    const isUnset = kind === "Prometheus" && retention !== undefined && newRetention === undefined && newSize === undefined;
    const [late, newLate] = [tsdb?.outOfOrderTimeWindow, newTsdb?.outOfOrderTimeWindow];
    return [
        ...volumes.flatMap((volume) => volumeLoss(volume, later.get(volume.name))),
        ...(isLess(retention, newRetention, parseDuration) ? [`what is older than ${newRetention} is forgotten, in place of ${retention}`] : []),
        ...(isLess(retentionSize, newSize, bytes) ? [`what is over ${newSize} is forgotten, in place of ${retentionSize}`] : []),
        ...(isUnset ? [`what is older than the operator's default is forgotten, in place of ${retention}`] : []),
        ...(late !== undefined && (newLate === undefined || isLess(late, newLate, parseDuration)) ? [`samples that come ${newLate === undefined ? "late" : `later than ${newLate}`} are refused, in place of ${late}`] : []),
    ];
}
