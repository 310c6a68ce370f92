import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { AuditUnavailable } from "../audit-unavailable.js";
import { sealedEntry } from "../entry/sealed-entry.js";
import type { SealedEntry } from "../entry/sealed-entry.js";
import { openCheckpoint } from "../note/checkpoint.js";
import type { NoteVerifier } from "../note/note-key.js";
import { readBundle } from "../tree/bundle.js";
import { GrowingTree } from "../tree/growing-tree.js";
import { hashLeaf } from "../tree/hashes.js";
import { bundlePath, partialWidth, TILE_WIDTH, tilePath } from "../tree/tile.js";
import { ifMissing } from "../../../subgraphs/kit/files/if-missing.js";
import { readJournals } from "./journal.js";
import type { Commit } from "./journal-line.js";
import type { LogFolder } from "./log-folder.js";
import { readPayloads } from "./payload-file.js";

/** A log as it stood when its process ended. */
export interface RecoveredLog {
  readonly tree: GrowingTree;
  /** The entries of the last bundle as far as it is filled, and all that the journal has beyond it. */
  readonly entries: readonly SealedEntry[];
  /** The index of the first of them. */
  readonly first: number;
  /** The newest signed checkpoint; null of a new log. */
  readonly checkpoint: string | null;
  /** Whether it covers more than what is published. */
  readonly isAhead: boolean;
}

/**
 * Reads what was published, and plays the journal back over it. A commit that never came to its end is left out: nobody
 * was told of it.
 * @throws AuditUnavailable that names the place where what is on disk does not belong together
 */
export async function recover(folder: LogFolder, log: NoteVerifier): Promise<RecoveredLog> {
  const published = await readPublished(folder, log);
  const { tree } = published;
  const entries = [...published.entries];
  let { checkpoint } = published;
  const from = tree.size;
  for (const { name, commits, end } of await readJournals(folder.journal)) {
    if (end === "DAMAGED") throw damaged(`journal/${name}`, "a commit in the middle cannot be read");
    for (const commit of commits) {
      const added = entriesBeyond(commit, tree.size, name);
      for (const { leafBytes } of added) tree.append(hashLeaf(leafBytes));
      entries.push(...added);
      const head = openCheckpoint(commit.checkpoint, log);
      if (head === null || (added.length > 0 && (head.size !== tree.size || !head.root.equals(tree.root()))))
        throw damaged(`journal/${name}`, `the commit from entry ${commit.first} is not what the log signed`);
      if (added.length > 0) ({ checkpoint } = commit);
    }
  }
  return { tree, entries, first: published.first, checkpoint, isAhead: tree.size > from };
}

/** The entries of a commit that are not published yet. */
function entriesBeyond({ first, entries }: Commit, size: number, name: string): readonly SealedEntry[] {
  if (first > size) throw damaged(`journal/${name}`, `the entries from ${size} to ${first - 1} are missing`);
  return entries.slice(size - first);
}

async function readPublished(folder: LogFolder, log: NoteVerifier): Promise<Omit<RecoveredLog, "isAhead">> {
  const checkpoint = await readFile(folder.checkpoint, "utf8").catch(ifMissing(null));
  if (checkpoint === null) return { tree: new GrowingTree(), entries: [], first: 0, checkpoint };
  const head = openCheckpoint(checkpoint, log);
  if (head === null) throw damaged("checkpoint", "it is not signed with this log's key");
  const width = partialWidth(head.size, 0);
  const first = head.size - width;
  try {
    const tree = GrowingTree.from(head.size, (tile) => readFileSync(folder.publicFile(tilePath(tile))));
    if (!tree.root().equals(head.root)) throw damaged("tile", "the tiles do not have the checkpoint's root");
    const entries = width === 0 ? [] : await readOpenBundle(folder, first, width);
    return { tree, entries, first, checkpoint };
  } catch (cause) {
    throw cause instanceof AuditUnavailable ? cause : damaged("tile", "a tile is missing", { cause });
  }
}

/** The last bundle, which later entries will be written into, with those payloads that are still kept. */
async function readOpenBundle(folder: LogFolder, first: number, width: number): Promise<readonly SealedEntry[]> {
  const path = bundlePath(first / TILE_WIDTH, width);
  const leaves = readBundle(await readFile(folder.publicFile(path)));
  const entries = leaves?.map((leaf) => sealedEntry(leaf, null)).filter((entry) => entry !== null) ?? [];
  if (entries.length !== width) throw damaged(path, "it does not hold the leaves that the checkpoint counts");
  const paths = new Set(entries.map(({ leaf }) => folder.payloadFile(leaf, first)));
  const texts = await Promise.all([...paths].map((file) => readFile(file, "utf8").catch(ifMissing(null))));
  const payloads = new Map(
    texts.flatMap((text) => readPayloads(text ?? "").flatMap((stored) => (stored ? [[stored.index, stored]] : []))),
  );
  return entries.map((entry, at) => ({ ...entry, payload: payloads.get(first + at) ?? null }));
}

function damaged(place: string, what: string, options?: ErrorOptions): AuditUnavailable {
  return new AuditUnavailable(`The audit log is damaged at ${place}: ${what}. Run npm run audit -- verify.`, options);
}
