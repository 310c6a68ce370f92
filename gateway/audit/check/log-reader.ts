import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { AuditUnavailable } from "../audit-unavailable.js";
import { readLeaf } from "../entry/leaf.js";
import type { Leaf } from "../entry/leaf.js";
import { openCheckpoint } from "../note/checkpoint.js";
import type { Checkpoint } from "../note/checkpoint.js";
import type { NoteVerifier } from "../note/note-key.js";
import { LeastRecentlyUsed } from "../../../subgraphs/kit/least-recently-used.js";
import { LogFolder } from "../store/log-folder.js";
import { findPayload, readPayloads } from "../store/payload-file.js";
import type { StoredPayload } from "../store/payload-file.js";
import { readBundle } from "../tree/bundle.js";
import { HASH_BYTES } from "../tree/hashes.js";
import { bundlePath, TILE_WIDTH, tilePath } from "../tree/tile.js";
import { TreeHashes } from "../tree/tree-hashes.js";

/** An entry with its payload; null where that is erased or missing. */
export interface PublishedEntry {
  readonly index: number;
  readonly leaf: Leaf;
  readonly payload: string | null;
}

/** Reads a log's files, offline and while its process may be writing on. Nothing that it gives is verified. */
export class LogReader {
  readonly folder: LogFolder;
  readonly #remembered: LeastRecentlyUsed<{ readonly bytes: Buffer | null }> | null;

  /** @param remembered as many files are kept as they were when they were read: for one question, not for a log that grows */
  constructor(path: string, remembered = 0) {
    this.folder = new LogFolder(path);
    this.#remembered = remembered === 0 ? null : new LeastRecentlyUsed(remembered);
  }

  /** A file of the folder by its path from there; null where there is none. */
  file(path: string): Buffer | null {
    if (this.#remembered === null) return this.#read(path);
    return this.#remembered.getOr(path, () => ({ bytes: this.#read(path) })).bytes;
  }

  #read(path: string): Buffer | null {
    try {
      return readFileSync(join(this.folder.path, path));
    } catch (error) {
      if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"))
        return null;
      throw error;
    }
  }

  /** @throws AuditUnavailable when the log has none that its key has signed */
  checkpoint(log: NoteVerifier): Checkpoint {
    const source = this.file("log/checkpoint");
    const checkpoint = source && openCheckpoint(source.toString(), log);
    if (checkpoint === null) throw new AuditUnavailable(`${this.folder.path} has no checkpoint of ${log.name}.`);
    return checkpoint;
  }

  /** The hashes of the published tree. @throws AuditUnavailable where a tile that they need is missing */
  hashes(size: number): TreeHashes {
    const tiles = new Map<string, Buffer>();
    return new TreeHashes(size, (tile) => {
      const path = tilePath(tile);
      const bytes = tiles.get(path) ?? this.tile(tile);
      if (bytes === null || bytes.length < tile.width * HASH_BYTES) {
        throw new AuditUnavailable(`The audit log is damaged: log/${path} is missing or too short.`);
      }
      tiles.set(path, bytes);
      return bytes;
    });
  }

  /** A tile; of one that has grown meanwhile its beginning. */
  tile({
    level,
    index,
    width,
  }: {
    readonly level: number;
    readonly index: number;
    readonly width: number;
  }): Buffer | null {
    const partial = this.file(`log/${tilePath({ level, index, width })}`);
    if (partial !== null || width === TILE_WIDTH) return partial;
    return this.file(`log/${tilePath({ level, index, width: TILE_WIDTH })}`)?.subarray(0, width * HASH_BYTES) ?? null;
  }

  /** The leaves of a bundle of this width as they lie there; null where it is missing or no bundle. */
  bundle(index: number, width: number): readonly Buffer[] | null {
    const bytes = this.file(`log/${bundlePath(index, width)}`) ?? this.file(`log/${bundlePath(index, TILE_WIDTH)}`);
    const leaves = bytes && readBundle(bytes);
    return leaves && leaves.length >= width ? leaves.slice(0, width) : null;
  }

  /** One published entry; null where it is missing. */
  leaf(index: number, size: number): Leaf | null {
    const first = index - (index % TILE_WIDTH);
    const bytes = this.bundle(first / TILE_WIDTH, Math.min(TILE_WIDTH, size - first))?.[index - first];
    return bytes === undefined ? null : readLeaf(bytes);
  }

  /** The payload of an entry; null where it is erased or missing. */
  payload(leaf: Leaf, index: number): StoredPayload | null {
    return findPayload(this.#fileAt(this.folder.payloadFile(leaf, index)) ?? "", index);
  }

  /** Published entries with their payloads where those are still kept, in order. */
  *entries(size: number, from = 0): Generator<PublishedEntry> {
    for (let first = from - (from % TILE_WIDTH); first < size; first += TILE_WIDTH) {
      const leaves = this.bundle(first / TILE_WIDTH, Math.min(TILE_WIDTH, size - first)) ?? [];
      const files = new Map<string, ReadonlyMap<number | undefined, StoredPayload | null>>();
      for (const [at, bytes] of leaves.entries()) {
        const leaf = first + at < from ? null : readLeaf(bytes);
        if (leaf === null) continue;
        const path = this.folder.payloadFile(leaf, first);
        const payloads = files.get(path) ?? byIndex(readPayloads(this.#fileAt(path) ?? ""));
        files.set(path, payloads);
        yield { index: first + at, leaf, payload: payloads.get(first + at)?.text ?? null };
      }
    }
  }

  #fileAt(path: string): string | null {
    return this.file(relative(this.folder.path, path))?.toString() ?? null;
  }
}

function byIndex(payloads: readonly (StoredPayload | null)[]): ReadonlyMap<number | undefined, StoredPayload | null> {
  return new Map(payloads.map((stored) => [stored?.index, stored]));
}
