/** The longest leaf that a bundle can hold, bytes. */
const LONGEST_LEAF = 0xffff;

/** Leaves one after the other, each behind its length as a big-endian uint16 (C2SP tlog-tiles, "Log entries"). */
export function writeBundle(leaves: readonly Buffer[]): Buffer {
  return Buffer.concat(
    leaves.flatMap((leaf) => {
      if (leaf.length > LONGEST_LEAF) throw new RangeError("A leaf is longer than a bundle can say.");
      const length = Buffer.alloc(2);
      length.writeUInt16BE(leaf.length);
      return [length, leaf];
    }),
  );
}

/** The leaves of a bundle; null where the bytes do not end with a leaf. */
export function readBundle(bytes: Buffer): readonly Buffer[] | null {
  const leaves: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    if (at + 2 > bytes.length) return null;
    const end = at + 2 + bytes.readUInt16BE(at);
    if (end > bytes.length) return null;
    leaves.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return leaves;
}
