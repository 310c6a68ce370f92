/** Writes big-endian numbers one after the other. */
export class ByteWriter {
  readonly #bytes: number[] = [];

  u8(...values: readonly number[]): void {
    this.#bytes.push(...values);
  }

  u16(...values: readonly number[]): void {
    for (const value of values) this.#bytes.push(value >>> 8, value & 0xff);
  }

  u32(value: number): void {
    this.u16(value >>> 16, value & 0xffff);
  }

  /** All that was written, with its whole length put where the norm states it. */
  finish(lengthAt: number, lengthBytes: 2 | 4): Uint8Array {
    const bytes = Uint8Array.from(this.#bytes);
    const view = new DataView(bytes.buffer);
    if (lengthBytes === 2) view.setUint16(lengthAt, bytes.length);
    else view.setUint32(lengthAt, bytes.length);
    return bytes;
  }
}
