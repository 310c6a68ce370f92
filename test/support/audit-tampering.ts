import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Fault } from "../../gateway/audit/check/fault.js";
import { cosign } from "../../gateway/audit/note/cosignature.js";
import { openCheckpoint } from "../../gateway/audit/note/checkpoint.js";
import { readSigner } from "../../gateway/audit/note/note-key.js";
import { newPem } from "../../gateway/audit/store/log-key.js";
import { checkpointOf, logKey, NOW, openLog, release, verify } from "./audit.js";

export interface TamperFigures {
  readonly made: number;
  /** How many of each kind. */
  readonly kinds: Readonly<Record<string, number>>;
  /** Those that `verify` did not see, or of which it did not name the place. */
  readonly missed: readonly string[];
}

/** A whole number from 0 up to but not including `limit`. */
type Draw = (limit: number) => number;

/** A log to be tampered with, another of the same key, and what was kept elsewhere. */
interface Victim {
  readonly folder: string;
  /** The same first entries, then others: what somebody with the log's key could put in its place. */
  readonly fork: string;
  /** The log as it was at 400 entries, whole and signed. */
  readonly older: string;
  readonly known: readonly { readonly place: string; readonly source: string }[];
  readonly files: readonly string[];
}

const KNOWN = "kept elsewhere";
const ENTRIES = 600;
/** Of the tree of 300 and 400 entries; that of 600 has a wider one beside it. */
const SUPERSEDED = "log/tile/1/000.p/1";

/** Changes a log in random ways, each on a copy of its own, and looks whether `verify` finds it and says where. */
export async function tamper(root: string, count: number, draw: Draw): Promise<TamperFigures> {
  const victim = await createVictim(root);
  const kinds: Record<string, number> = {};
  const missed: string[] = [];
  const copy = join(root, "copy");
  for (let made = 0; made < count; made += 1) {
    await cp(victim.folder, copy, { recursive: true });
    const { kind, place } = await change(copy, victim, draw);
    kinds[kind] = (kinds[kind] ?? 0) + 1;
    const { faults } = await verify(copy, { known: victim.known });
    if (!faults.some((fault) => names(fault, place))) missed.push(`${kind} at ${place}: ${JSON.stringify(faults)}`);
    await rm(copy, { recursive: true });
  }
  return { made: count, kinds, missed };
}

function names({ place, what }: Fault, file: string): boolean {
  return place.startsWith(file) || what.includes(file);
}

async function createVictim(root: string): Promise<Victim> {
  const folder = join(root, "log");
  const older = join(root, "older");
  const fork = join(root, "fork");
  await grow(folder, 300);
  await cp(folder, fork, { recursive: true });
  await grow(folder, 400);
  await cp(folder, older, { recursive: true });
  await grow(folder, ENTRIES);
  await grow(fork, ENTRIES);
  const log = await logKey(folder);
  const source = await checkpointOf(folder);
  const checkpoint = openCheckpoint(source, log);
  if (checkpoint === null) throw new Error("The log has no checkpoint.");
  const witness = readSigner("swe.example/witness", "witness", newPem());
  const known = [{ place: KNOWN, source: cosign(checkpoint, witness, NOW) }];
  const all = await readdir(folder, { recursive: true });
  const kinds = await Promise.all(
    all.map(async (path) => ({ path, isFile: (await stat(join(folder, path))).isFile() })),
  );
  const files = kinds.filter(({ path, isFile }) => isFile && /^(log|payloads)\//.test(path)).map(({ path }) => path);
  return { folder, fork, older, known, files: files.toSorted() };
}

/** Over several months and in several sittings, so that partial tiles of several widths lie there. */
async function grow(folder: string, size: number): Promise<void> {
  await using log = await openLog(folder);
  while (log.size < size) {
    const month = String(1 + Math.floor(log.size / 100)).padStart(2, "0");
    await log.append(release({ at: new Date(`2026-${month}-15T12:00:00.000Z`), ref: `SWE/${log.size}` }));
  }
}

async function change(
  folder: string,
  victim: Victim,
  draw: Draw,
): Promise<{ readonly kind: string; readonly place: string }> {
  const kinds = Object.keys(CHANGES);
  const kind = kinds[draw(kinds.length)] ?? "";
  const place = victim.files[draw(victim.files.length)] ?? "";
  return { kind, place: (await CHANGES[kind]?.({ folder, place, victim, draw })) ?? place };
}

interface Change {
  readonly folder: string;
  readonly place: string;
  readonly victim: Victim;
  readonly draw: Draw;
}

/** Each gives the place that has to be named, where it is another than the one it was given. */
const CHANGES: Readonly<Record<string, (change: Change) => Promise<string | null>>> = {
  "a changed bit": (made) => rewrite(made, (bytes, draw) => withBit(bytes, draw(bytes.length), draw(8))),
  "bytes cut out": (made) =>
    rewrite(made, (bytes, draw) => {
      const at = draw(bytes.length);
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + draw(80))]);
    }),
  "bytes put in": (made) =>
    rewrite(made, (bytes, draw) => {
      const at = draw(bytes.length + 1);
      return Buffer.concat([bytes.subarray(0, at), Buffer.alloc(1 + draw(80), draw(256)), bytes.subarray(at)]);
    }),
  "a file cut short": (made) => rewrite(made, (bytes, draw) => bytes.subarray(0, draw(bytes.length))),
  "two pieces in each other's place": (made) =>
    rewrite(made, (bytes, draw) => {
      const pieces = piecesOf(made.place, bytes);
      const [a, b] = [draw(pieces.length), draw(pieces.length)];
      const swapped = pieces.with(a, pieces[b] ?? bytes).with(b, pieces[a] ?? bytes);
      return Buffer.concat(swapped);
    }),
  "a file taken away": async ({ folder, place }) => {
    // Nothing is lost with a narrower beginning of a tile that is there.
    const taken = place === SUPERSEDED ? "log/checkpoint" : place;
    await rm(join(folder, taken));
    return taken;
  },
  "another file in its place": async ({ folder, place, victim, draw }) => {
    const original = await readFile(join(folder, place));
    const other = await readFile(join(folder, victim.files[draw(victim.files.length)] ?? ""));
    await writeFile(join(folder, place), other.equals(original) ? Buffer.from("another") : other);
    return null;
  },
  "a file too many": async ({ folder, draw }) => {
    const place = `log/tile/${draw(3)}/${900 + draw(99)}`;
    await mkdir(dirname(join(folder, place)), { recursive: true });
    await writeFile(join(folder, place), Buffer.alloc(8_192, draw(256)));
    return place;
  },
  "a fork signed with the log's own key": ({ folder, victim }) => replaceAll(folder, victim.fork),
  "an older state": ({ folder, victim }) => replaceAll(folder, victim.older),
};

async function replaceAll(folder: string, by: string): Promise<string> {
  await rm(folder, { recursive: true });
  await cp(by, folder, { recursive: true });
  return KNOWN;
}

/** Changes a file; where the change would leave it as it is, its first bit. */
async function rewrite({ folder, place, draw }: Change, edit: (bytes: Buffer, draw: Draw) => Buffer): Promise<null> {
  const bytes = await readFile(join(folder, place));
  const changed = edit(bytes, draw);
  await writeFile(join(folder, place), changed.equals(bytes) ? withBit(bytes, 0, 0) : changed);
  return null;
}

function withBit(bytes: Buffer, at: number, bit: number): Buffer {
  const changed = Buffer.from(bytes);
  changed.writeUInt8(changed.readUInt8(at) ^ (1 << bit), at);
  return changed;
}

/** What a file is made of: entries, hashes or lines. */
function piecesOf(place: string, bytes: Buffer): readonly Buffer[] {
  if (place.startsWith("payloads/") || place === "log/checkpoint") {
    return bytes
      .toString("latin1")
      .split(/(?<=\n)/)
      .map((line) => Buffer.from(line, "latin1"));
  }
  if (place.startsWith("log/tile/entries/")) return entriesOf(bytes);
  return Array.from({ length: bytes.length / 32 }, (_none, at) => bytes.subarray(at * 32, (at + 1) * 32));
}

function entriesOf(bytes: Buffer): readonly Buffer[] {
  if (bytes.length === 0) return [];
  const end = 2 + bytes.readUInt16BE(0);
  return [bytes.subarray(0, end), ...entriesOf(bytes.subarray(end))];
}
