import type { PreparedSample } from "../matching/identify.js";
import type { PreparedFingerprint } from "../matching/prepare-fingerprint.js";

/** Prepared samples by a digest of their template, bounded in bytes; the longest unused go first. */
export class SampleCache {
  readonly #mostBytes: number;
  /** A map keeps the order of insertion, which is kept the order of use here. */
  readonly #samples = new Map<string, PreparedSample>();
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  get(digest: string): PreparedSample | undefined {
    const sample = this.#samples.get(digest);
    if (sample === undefined) return undefined;
    this.#samples.delete(digest);
    this.#samples.set(digest, sample);
    return sample;
  }

  add(digest: string, sample: PreparedSample): void {
    this.#drop(digest);
    this.#samples.set(digest, sample);
    this.#bytes += bytesOf(sample);
    for (const oldest of this.#samples.keys()) {
      if (this.#bytes <= this.#mostBytes) return;
      this.#drop(oldest);
    }
  }

  /** Forgets all others: what an owner has deleted stays in no memory. */
  keepOnly(digests: ReadonlySet<string>): void {
    for (const digest of this.#samples.keys()) if (!digests.has(digest)) this.#drop(digest);
  }

  #drop(digest: string): void {
    const sample = this.#samples.get(digest);
    if (sample === undefined) return;
    this.#samples.delete(digest);
    this.#bytes -= bytesOf(sample);
  }
}

/** What holds an entry, apart from the numbers in it. */
const ENTRY_BYTES = 400;

function bytesOf(sample: PreparedSample): number {
  if (sample.kind === "FACE") return ENTRY_BYTES + sample.face.vector.byteLength;
  return sample.views.reduce((total, { print }) => total + bytesOfPrint(print), ENTRY_BYTES);
}

function bytesOfPrint({ places, columns, angles, pairs }: PreparedFingerprint): number {
  return ENTRY_BYTES + places.byteLength + columns.byteLength + angles.byteLength + pairs.byteLength;
}
