const durationUnits: [unit: string, seconds: number][] = [
    ["y", 31536000],
    ["w", 604800],
    ["d", 86400],
    ["h", 3600],
    ["m", 60],
    ["s", 1],
    ["ms", 0.001],
];
const durationPattern = new RegExp(`^${durationUnits.map(([unit]) => `(?:(\\d+)${unit})?`).join("")}$`);

/** Seconds of a Prometheus duration such as `1d12h`, or undefined where it is none. https://prometheus.io/docs/prometheus/latest/configuration/configuration/ */
export function parseDuration(text: string): number | undefined {
    const match = durationPattern.exec(text);
    if (!match || text === "") {
        return undefined;
    }
    return durationUnits.reduce((sum, [, seconds], i) => sum + Number(match[i + 1] ?? 0) * seconds, 0);
}

/** The shortest Prometheus duration of so many whole seconds, in hours, minutes and seconds. */
export function formatDuration(seconds: number): string {
    const parts = [
        [Math.floor(seconds / 3600), "h"],
        [Math.floor((seconds % 3600) / 60), "m"],
        [Math.round(seconds % 60), "s"],
    ] as const;
    return parts.map(([count, unit]) => (count === 0 ? "" : `${count}${unit}`)).join("") || "0s";
}

const quantityFactors: Record<string, number> = {
    "": 1,
    k: 1e3,
    M: 1e6,
    G: 1e9,
    T: 1e12,
    P: 1e15,
    E: 1e18,
    Ki: 2 ** 10,
    Mi: 2 ** 20,
    Gi: 2 ** 30,
    Ti: 2 ** 40,
    Pi: 2 ** 50,
    Ei: 2 ** 60,
};

/** Bytes of a Kubernetes quantity such as `50Gi`, or undefined where it is none. https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
export function parseQuantity(text: string): number | undefined {
    const match = /^(\d+(?:\.\d+)?)([kMGTPE]|[KMGTPE]i)?$/.exec(text);
    return match ? Number(match[1]) * quantityFactors[match[2] ?? ""] : undefined;
}

/** Whether the operator takes a text as a size, such as `40GiB` (its ByteSize). */
export function isByteSize(text: string): boolean {
    return /^(0|\d*\.?\d+([KMGTPE]i?)?B)$/.test(text);
}

/** Bytes of a size such as `40GiB` or `40GB`, or undefined where it is none. To Prometheus both are powers of two: https://prometheus.io/docs/prometheus/latest/storage/#operational-aspects */
export function parseByteSize(text: string): number | undefined {
    const [, count, prefix] = /^(\d*\.?\d+)([KMGTPE]?)i?B?$/.exec(text) ?? [];
    return isByteSize(text) ? Number(count) * quantityFactors[prefix === "" ? "" : `${prefix}i`] : undefined;
}

/** Bytes as the operator's ByteSize, rounded down to the largest binary unit that loses less than a thousandth. */
export function formatByteSize(bytes: number): string {
    const units = ["EiB", "PiB", "TiB", "GiB", "MiB", "KiB"];
    for (const [i, unit] of units.entries()) {
        const size = 2 ** (10 * (units.length - i));
        const count = Math.floor(bytes / size);
        if (count > 0 && bytes - count * size < bytes / 1000) {
            return `${count}${unit}`;
        }
    }
    return `${Math.floor(bytes)}B`;
}
