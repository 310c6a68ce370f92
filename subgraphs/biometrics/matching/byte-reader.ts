/** Reads big-endian numbers one after the other. Beyond the end it gives zeros, and says so to whoever asks in the end. */
export class ByteReader {
  readonly #view: DataView;
  #at = 0;
  #isCutShort = false;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Whether more was asked for than there is. */
  get isCutShort(): boolean {
    return this.#isCutShort;
  }

  get at(): number {
    return this.#at;
  }

  /** Bytes that are left. */
  get left(): number {
    return this.#view.byteLength - this.#at;
  }

  u8(): number {
    return this.#take(1) ? this.#view.getUint8(this.#at - 1) : 0;
  }

  u16(): number {
    return this.#take(2) ? this.#view.getUint16(this.#at - 2) : 0;
  }

  u32(): number {
    return this.#take(4) ? this.#view.getUint32(this.#at - 4) : 0;
  }

  skip(length: number): void {
    this.#take(length);
  }

  #take(length: number): boolean {
    if (this.#isCutShort || length > this.left) {
      this.#isCutShort = true;
      return false;
    }
    this.#at += length;
    return true;
  }
}
