/** The middle one of an odd number of values; of an even number, the mean of the middle two. */
export function median(values: number[]): number {
    const sorted = [...values].sort((a, b) => a - b);
    const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
    return (low + high) / 2;
}

/** The value below which so great a part of the values is. */
export function quantile(values: number[], part: number): number {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
}

/** A number with three digits that count, and commas between thousands. */
export function formatNumber(value: number): string {
    return Number(value.toPrecision(3)).toLocaleString("en", { maximumFractionDigits: 6 });
}

/** The median of the values and, where there are several, the least and the greatest: `0.9 (0.85 to 0.98)`. */
export function formatSpread(values: number[], format: (value: number) => string = formatNumber): string {
    const middle = format(median(values));
    return values.length === 1 ? middle : `${middle} (${format(Math.min(...values))} to ${format(Math.max(...values))})`;
}

/** What a value is of another one of the same round, round by round. */
export function ratios(values: number[], base: number[]): number[] {
    return values.map((value, round) => value / base[round]);
}
