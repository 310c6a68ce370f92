import { crc32 } from "node:zlib";
import { z } from "zod";
import { isSalt } from "../entry/commitment.js";
import { sealedEntry } from "../entry/sealed-entry.js";
import type { SealedEntry } from "../entry/sealed-entry.js";

/** Entries that went to disk together, and the tree that they made. */
export interface Commit {
  /** The index of the first of them. */
  readonly first: number;
  readonly entries: readonly SealedEntry[];
  /** The signed checkpoint after them: nobody can change the journal either without being found. */
  readonly checkpoint: string;
}

const lineSchema = z.strictObject({
  first: z.int().min(0),
  entries: z.array(z.strictObject({ leaf: z.string(), salt: z.base64(), payload: z.string() })).min(1),
  checkpoint: z.string(),
});

/** One line for one commit: the CRC-32 of what follows, a space, JSON, a newline. */
export function writeCommit({ first, entries, checkpoint }: Commit): string {
  const line = JSON.stringify({
    first,
    entries: entries.map(({ leafBytes, payload }) => ({
      leaf: leafBytes.toString("latin1"),
      salt: payload?.salt.toString("base64"),
      payload: payload?.text,
    })),
    checkpoint,
  });
  return `${checksum(line)} ${line}\n`;
}

/** What a journal file holds. */
export interface JournalText {
  readonly commits: readonly Commit[];
  /**
   * Whether what follows them is the beginning of a commit that never came to its end: nobody was told that it was on
   * disk. A broken line with a whole one after it is no such thing: that one was written once the one before was safe.
   */
  readonly end: "WHOLE" | "TORN" | "DAMAGED";
}

/** @param text with the zeros, or without, over which the next lines would be written */
export function readJournal(text: string): JournalText {
  const lines = withoutRoom(text).split("\n");
  const rest = lines.pop();
  const commits = lines.map(readCommit);
  const broken = commits.indexOf(null);
  const whole = (broken < 0 ? commits : commits.slice(0, broken)).filter((commit) => commit !== null);
  if (broken < 0) return { commits: whole, end: rest === "" ? "WHOLE" : "TORN" };
  return { commits: whole, end: commits.slice(broken).some((commit) => commit !== null) ? "DAMAGED" : "TORN" };
}

function withoutRoom(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === 0) end -= 1;
  return text.slice(0, end);
}

function readCommit(line: string): Commit | null {
  const json = line.slice(9);
  if (line.slice(0, 9) !== `${checksum(json)} `) return null;
  const result = lineSchema.safeParse(JSON.parse(json));
  if (!result.success) return null;
  const { first, checkpoint } = result.data;
  const entries = result.data.entries.map(({ leaf, salt, payload }) => {
    const bytes = Buffer.from(salt, "base64");
    return isSalt(bytes) ? sealedEntry(Buffer.from(leaf, "latin1"), { salt: bytes, text: payload }) : null;
  });
  const whole = entries.filter((entry) => entry !== null);
  return whole.length === entries.length ? { first, entries: whole, checkpoint } : null;
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, "0");
}
