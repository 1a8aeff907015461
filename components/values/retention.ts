import { retentionShare } from "../defaults";
import { formatByteSize, parseQuantity } from "../units";

/** Retention by size that leaves room on a volume, or undefined where the volume's size cannot be read. */
export function defaultRetentionSize(storageSize: string): string | undefined {
    const bytes = parseQuantity(storageSize);
    return bytes === undefined ? undefined : formatByteSize(bytes * retentionShare);
}
