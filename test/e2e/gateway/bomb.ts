/** The length of what a snappy body unpacks to, seven bits a byte. */
function lengthBytes(length: number): number[] {
    return length < 128 ? [length] : [(length % 128) + 128, ...lengthBytes(Math.floor(length / 128))];
}

const maxCopy = 64;

/**
 * A small snappy body that unpacks to many zeros: one of them, and copies of it.
 * https://github.com/google/snappy/blob/main/format_description.txt
 */
export function snappyBomb(length: number): Buffer {
    const copies = Math.ceil((length - 1) / maxCopy);
    const copy = (bytes: number) => Buffer.from([((bytes - 1) << 2) | 2, 1, 0]);
    const last = length - 1 - (copies - 1) * maxCopy;
    return Buffer.concat([
        Buffer.from([...lengthBytes(length), 0, 0]),
        Buffer.alloc((copies - 1) * 3, copy(maxCopy)),
        copy(last),
    ]);
}
