import { relative } from "node:path";
import { sealedEntry } from "../entry/sealed-entry.js";
import type { SealedEntry } from "../entry/sealed-entry.js";
import { openCheckpoint } from "../note/checkpoint.js";
import { cosignedAt } from "../note/cosignature.js";
import type { NoteVerifier } from "../note/note-key.js";
import { GrowingTree } from "../tree/growing-tree.js";
import { HASH_BYTES, hashLeaf } from "../tree/hashes.js";
import { bundlePath, TILE_WIDTH } from "../tree/tile.js";
import { ExpectedRoots } from "./expected-roots.js";
import type { Fault } from "./fault.js";
import { listFiles } from "./list-files.js";
import { ListedTiles } from "./listed-tiles.js";
import { isKeyFile } from "./named-witnesses.js";
import { readHeads, readJournalEntries } from "./log-heads.js";
import type { LogReader } from "./log-reader.js";
import { verifyPayloadFile } from "./verify-payloads.js";
import type { IndexedEntry } from "./verify-payloads.js";

export interface VerifySettings {
  readonly log: NoteVerifier;
  /** Whose cosigned checkpoints in `witnessed/` are believed. */
  readonly witnesses: readonly NoteVerifier[];
  /** Checkpoints that were kept elsewhere: they show what a folder alone cannot, that its end was not cut off. */
  readonly known: readonly { readonly place: string; readonly source: string }[];
  readonly now: Date;
  /** Whether a process writes the log meanwhile: what is newer than this reading is then not judged. */
  readonly isLive: boolean;
}

export interface VerifyReport {
  /** Entries in all, and how many of them are under the published checkpoint; the others are in the journal. */
  readonly entries: number;
  readonly published: number;
  readonly payloads: { readonly kept: number; readonly erased: number };
  /** Checkpoints of witnesses, and of those kept elsewhere, that the entries were compared with. */
  readonly checkpoints: number;
  /** Whether the journal ends in a commit that came to no end: the process was killed before it told anybody. */
  readonly isTorn: boolean;
  readonly faults: readonly Fault[];
}

/** Recomputes the whole log from its entries and compares every file with it. Every fault names its place. */
export function verifyLog(reader: LogReader, settings: VerifySettings): VerifyReport {
  const { log, isLive } = settings;
  // Before everything else: what appears meanwhile is newer than this reading.
  const files = listFiles(reader.folder.public, reader.folder.path).filter((file) => file !== "log/checkpoint");
  const payloadFiles = new Set(listFiles(reader.folder.payloads, reader.folder.path));
  const roots = new ExpectedRoots();
  const statements = readStatements(reader, settings, roots);
  const heads = readHeads(reader, log);
  const { checkpoint } = heads;
  if (checkpoint === null) return NO_CHECKPOINT;
  roots.add("log/checkpoint", checkpoint);
  const journal = readJournalEntries(heads, { log, isLive, roots });
  const tiles = new ListedTiles(files, reader, isLive);
  const walk = new LogWalk(reader, { settings, roots, tiles, payloadFiles });
  const faults = [...journal.faults, ...statements.faults, ...tiles.missing(checkpoint.size)];
  const walked = walk.run(checkpoint.size, journal.entries);
  return {
    entries: walked.size,
    published: checkpoint.size,
    payloads: walked.payloads,
    checkpoints: statements.count,
    isTorn: journal.isTorn,
    faults: [...faults, ...walked.faults],
  };
}

const NO_CHECKPOINT: VerifyReport = {
  entries: 0,
  published: 0,
  payloads: { kept: 0, erased: 0 },
  checkpoints: 0,
  isTorn: false,
  faults: [{ place: "log/checkpoint", what: "It is missing, or the log's key has not signed it." }],
};

/** What witnesses cosigned, and what was kept elsewhere. */
function readStatements(
  reader: LogReader,
  { log, witnesses, known }: VerifySettings,
  roots: ExpectedRoots,
): { readonly count: number; readonly faults: readonly Fault[] } {
  const cosigned = listFiles(reader.folder.witnessed, reader.folder.path)
    .filter((place) => !isKeyFile(place))
    .map((place) => ({ place, source: reader.file(place)?.toString() ?? "", isCosigned: true }));
  const faults: Fault[] = [];
  let count = 0;
  for (const { place, source, isCosigned } of [...cosigned, ...known.map((file) => ({ ...file, isCosigned: false }))]) {
    const checkpoint = openCheckpoint(source, log);
    if (checkpoint === null) faults.push({ place, what: "It is no checkpoint that the log's key has signed." });
    else if (isCosigned && !witnesses.some((witness) => cosignedAt(checkpoint, witness) !== null)) {
      faults.push({ place, what: "None of the witnesses given has cosigned it." });
    } else {
      roots.add(place, checkpoint);
      count += 1;
    }
  }
  return { count, faults };
}

interface WalkedThings {
  readonly settings: VerifySettings;
  readonly roots: ExpectedRoots;
  readonly tiles: ListedTiles;
  /** Those that no entry has asked for yet. */
  readonly payloadFiles: Set<string>;
}

/** One way through the log from its first entry to its last, a bundle at a time. */
class LogWalk {
  readonly #reader: LogReader;
  readonly #things: WalkedThings;
  readonly #tree = new GrowingTree();
  readonly #faults: Fault[] = [];
  #kept = 0;
  #erased = 0;

  constructor(reader: LogReader, things: WalkedThings) {
    this.#reader = reader;
    this.#things = things;
  }

  run(
    published: number,
    journal: ReadonlyMap<number, SealedEntry>,
  ): { readonly size: number; readonly payloads: VerifyReport["payloads"]; readonly faults: readonly Fault[] } {
    const { roots, tiles, settings, payloadFiles } = this.#things;
    this.#faults.push(...roots.check(this.#tree));
    const end = Math.max(published, ...[...journal.keys()].map((index) => index + 1));
    for (let first = 0; first < end; first += TILE_WIDTH) {
      const isRead = this.#bundle(first, Math.min(end - first, TILE_WIDTH), { published, journal, end });
      if (!isRead) break;
    }
    this.#faults.push(...this.#compareTiles({ isEnd: true }));
    if (this.#tree.size === end) {
      this.#faults.push(...roots.unmet(end), ...tiles.strangers());
      const strangers = settings.isLive ? [] : [...payloadFiles];
      this.#faults.push(...strangers.map((place) => ({ place, what: "No entry of the log has its payload there." })));
    }
    return { size: this.#tree.size, payloads: { kept: this.#kept, erased: this.#erased }, faults: this.#faults };
  }

  /** False where nothing says what stood there, so that nothing after it can be compared. */
  #bundle(first: number, width: number, { published, journal, end }: WalkEnds): boolean {
    const index = first / TILE_WIDTH;
    const publishedWidth = Math.max(0, Math.min(width, published - first));
    const place = `log/${bundlePath(index, Math.max(1, publishedWidth))}`;
    const stored = publishedWidth === 0 ? [] : this.#reader.bundle(index, publishedWidth);
    if (stored === null) return this.#withoutBundle(place, index, publishedWidth);
    const beyond = Array.from({ length: width - publishedWidth }, (_none, at) =>
      journal.get(first + publishedWidth + at),
    );
    const leaves = [...stored, ...beyond.flatMap((entry) => (entry === undefined ? [] : [entry.leafBytes]))];
    this.#grow(leaves.map(hashLeaf));
    this.#faults.push(...this.#things.tiles.compareBundle(index, leaves), ...this.#compareTiles({ isEnd: false }));
    const entries = leaves.flatMap((bytes, at): readonly IndexedEntry[] => {
      const journaled = journal.get(first + at);
      if (journaled !== undefined && !journaled.leafBytes.equals(bytes))
        this.#faults.push({ place: `${place}, entry ${first + at}`, what: "The journal has another entry there." });
      const entry = sealedEntry(bytes, journaled?.payload ?? null);
      if (entry === null) this.#faults.push({ place: `${place}, entry ${first + at}`, what: "It is no entry." });
      return entry === null ? [] : [{ ...entry, index: first + at }];
    });
    this.#comparePayloads(entries, end);
    return leaves.length === width;
  }

  /** The tree can still be followed by the hashes of the leaves; what they said is lost. */
  #withoutBundle(place: string, index: number, width: number): boolean {
    this.#faults.push({ place, what: "It is missing, or no bundle of entries." });
    const hashes = this.#reader.tile({ level: 0, index, width });
    if (hashes === null || hashes.length !== width * HASH_BYTES) return false;
    this.#grow(Array.from({ length: width }, (_none, at) => hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES)));
    this.#faults.push(...this.#compareTiles({ isEnd: false }));
    return true;
  }

  #grow(hashes: readonly Buffer[]): void {
    for (const hash of hashes) {
      this.#tree.append(hash);
      this.#faults.push(...this.#things.roots.check(this.#tree));
    }
  }

  /** Full tiles as they come; the partial ones once the end is reached. */
  #compareTiles({ isEnd }: { readonly isEnd: boolean }): readonly Fault[] {
    return this.#tree
      .takeTiles()
      .filter(({ width }) => isEnd || width === TILE_WIDTH)
      .flatMap((tile) => this.#things.tiles.compareTile(tile));
  }

  #comparePayloads(entries: readonly IndexedEntry[], end: number): void {
    const { folder } = this.#reader;
    const { settings, payloadFiles } = this.#things;
    for (const [path, expected] of Map.groupBy(entries, ({ leaf, index }) => folder.payloadFile(leaf, index))) {
      const place = relative(folder.path, path);
      payloadFiles.delete(place);
      const text = this.#reader.file(place)?.toString() ?? "";
      const result = verifyPayloadFile({ place, text }, expected, {
        now: settings.now,
        end: settings.isLive ? end : Number.POSITIVE_INFINITY,
      });
      this.#kept += result.kept;
      this.#erased += result.erased;
      this.#faults.push(...result.faults);
    }
  }
}

interface WalkEnds {
  readonly published: number;
  readonly journal: ReadonlyMap<number, SealedEntry>;
  readonly end: number;
}
