import { openCheckpoint } from "../note/checkpoint.js";
import type { Checkpoint } from "../note/checkpoint.js";
import type { NoteVerifier } from "../note/note-key.js";
import type { SealedEntry } from "../entry/sealed-entry.js";
import { readJournal } from "../store/journal-line.js";
import type { JournalText } from "../store/journal-line.js";
import type { ExpectedRoots } from "./expected-roots.js";
import type { Fault } from "./fault.js";
import { listFiles } from "./list-files.js";
import type { LogReader } from "./log-reader.js";

/** How far a log goes: what is published, and the journal beyond it. */
export interface LogHeads {
  /** Null where there is none that the log's key has signed. */
  readonly checkpoint: Checkpoint | null;
  readonly journals: readonly (JournalText & { readonly place: string })[];
}

/** What is published while it reads makes it read again: checkpoint and journals are of one moment. */
export function readHeads(reader: LogReader, log: NoteVerifier): LogHeads {
  for (;;) {
    const before = reader.file("log/checkpoint");
    const journals = listFiles(reader.folder.journal, reader.folder.path).map((place) => ({
      place,
      ...readJournal(reader.file(place)?.toString() ?? ""),
    }));
    const after = reader.file("log/checkpoint");
    if (before === null || after === null) return { checkpoint: null, journals };
    if (before.equals(after)) return { checkpoint: openCheckpoint(after.toString(), log), journals };
  }
}

/** The entries of the journals by their index, and what is wrong with the order and the ends of the files. */
export function readJournalEntries(
  { journals, checkpoint }: LogHeads,
  { log, isLive, roots }: { readonly log: NoteVerifier; readonly isLive: boolean; readonly roots: ExpectedRoots },
): { readonly entries: ReadonlyMap<number, SealedEntry>; readonly isTorn: boolean; readonly faults: readonly Fault[] } {
  const entries = new Map<number, SealedEntry>();
  const faults: Fault[] = [];
  let next: number | null = null;
  for (const [at, { place, commits, end }] of journals.entries()) {
    for (const commit of commits) {
      const here = `${place}, entry ${commit.first}`;
      if (commit.first > (next ?? checkpoint?.size ?? 0) || (next !== null && commit.first !== next)) {
        faults.push({ place: here, what: "The entries before it are missing." });
      }
      next = commit.first + commit.entries.length;
      for (const [offset, entry] of commit.entries.entries()) entries.set(commit.first + offset, entry);
      const head = openCheckpoint(commit.checkpoint, log);
      if (head?.size === next) roots.add(here, head);
      else faults.push({ place: here, what: "The log's key has not signed this commit." });
    }
    const isLast = at === journals.length - 1;
    if (end === "DAMAGED" || (end === "TORN" && !isLast && !isLive)) {
      faults.push({ place, what: "A commit in the middle of it cannot be read." });
    }
  }
  return { entries, isTorn: !isLive && journals.at(-1)?.end === "TORN", faults };
}
