import { distance } from "fastest-levenshtein";

/** The candidate closest to a key in spelling, if close enough to be meant. The style (`max_shards`, `MaxShards`) does not count. */
export function nearestKey(key: string, candidates: string[]): string | undefined {
    const [nearest] = candidates
        .map((candidate) => ({ candidate, typos: distance(plain(key), plain(candidate)), style: distance(key, candidate) }))
        .filter(({ candidate, typos }) => typos <= Math.max(key.length, candidate.length) / 3)
        .sort((a, b) => a.typos - b.typos || a.style - b.style);
    return nearest?.candidate;
}

/** The end of a sentence about a key that is not known: which of the candidates was meant, or what is said where none is near. */
export function meant(key: string, candidates: string[], otherwise = ""): string {
    const nearest = nearestKey(key, candidates);
    return nearest === undefined ? otherwise : `: ${JSON.stringify(nearest)} was meant`;
}

function plain(key: string): string {
    return key.replace(/[-_]/g, "").toLowerCase();
}
