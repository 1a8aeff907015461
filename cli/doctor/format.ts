/** A count, as short as it is still told apart: increase() extrapolates, so that counts have fractions. */
export const count = (value: number) => String(Math.round(value));

/** A span of time in its two largest units. */
export function span(seconds: number): string {
    const units: [string, number][] = [["d", 86_400], ["h", 3600], ["m", 60], ["s", 1]];
    let rest = Math.round(Math.abs(seconds));
    const first = units.findIndex(([, size]) => rest >= size);
    const parts = units.slice(first === -1 ? 3 : first, first === -1 ? 4 : first + 2).map(([unit, size]) => {
        const number = Math.floor(rest / size);
        rest -= number * size;
        return `${number}${unit}`;
    });
    return parts.filter((part, i) => i === 0 || !part.startsWith("0")).join(" ");
}

/** A Unix time in seconds, as ISO 8601 in UTC. */
export const isoTime = (seconds: number) => new Date(Math.round(seconds) * 1000).toISOString().replace(".000", "");
