/** A series' labels, in the order in which they are sent; a name may be there twice. */
export type Labels = [name: string, value: string][];

function varint(value: number): Buffer {
    const bytes: number[] = [];
    for (let rest = value; ; rest = Math.floor(rest / 128)) {
        if (rest < 128) {
            return Buffer.from([...bytes, rest]);
        }
        bytes.push((rest % 128) + 128);
    }
}

/** A field of a protobuf message that holds bytes. */
const field = (tag: number, content: Buffer) => Buffer.concat([varint(tag * 8 + 2), varint(content.length), content]);

/** One series with one sample, as a write request of remote write 1.0 has it; several of them may follow one another: https://prometheus.io/docs/specs/prw/remote_write_spec/ */
export function writeRequest(labels: Labels, value: number, time = Date.now()): Buffer {
    const label = ([name, text]: [string, string]) => field(1, Buffer.concat([field(1, Buffer.from(name)), field(2, Buffer.from(text))]));
    const double = Buffer.alloc(8);
    double.writeDoubleLE(value);
    const sample = field(2, Buffer.concat([varint(9), double, varint(16), varint(time)]));
    return field(1, Buffer.concat([...labels.map(label), sample]));
}

/** Bytes in snappy's block format, not made smaller. A false length claims to unpack to more. */
export function snappy(content: Buffer, length = content.length): Buffer {
    const parts = [varint(length)];
    for (let at = 0; at < content.length; at += 60) {
        const literal = content.subarray(at, at + 60);
        parts.push(Buffer.from([(literal.length - 1) * 4]), literal);
    }
    return Buffer.concat(parts);
}
