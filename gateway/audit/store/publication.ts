import { rm } from "node:fs/promises";
import type { SealedEntry } from "../entry/sealed-entry.js";
import { bundlePath, TILE_WIDTH, tilePath } from "../tree/tile.js";
import type { Tile } from "../tree/tile.js";
import { writeBundle } from "../tree/bundle.js";
import { writeDurably } from "../../../subgraphs/kit/files/durable-files.js";
import type { LogFolder } from "./log-folder.js";
import { writePayloads } from "./payload-file.js";

/** What a new checkpoint needs on disk before it may be shown. */
export interface Publication {
  readonly checkpoint: string;
  readonly tiles: readonly Tile[];
  /** The entries from the beginning of the first bundle that is not full yet. */
  readonly entries: readonly SealedEntry[];
  /** The index of the first of them: a multiple of 256. */
  readonly first: number;
}

/** Payloads, bundles and tiles, and once they are safe the checkpoint over them. Doing it twice does no harm. */
export async function publish(folder: LogFolder, publication: Publication): Promise<void> {
  const tiles = publication.tiles.map((tile) => [folder.publicFile(tilePath(tile)), tile.bytes] as const);
  const covered = [...tiles, ...bundlesOf(folder, publication), ...payloadsOf(folder, publication)];
  await writeDurably(new Map<string, string | Buffer>(covered), folder.path);
  await writeDurably(new Map([[folder.checkpoint, publication.checkpoint]]), folder.path);
  await Promise.all(
    supersededBy(publication).map((path) => rm(folder.publicFile(path), { recursive: true, force: true })),
  );
}

function bundlesOf(folder: LogFolder, { entries, first }: Publication): readonly (readonly [string, Buffer])[] {
  return Array.from({ length: Math.ceil(entries.length / TILE_WIDTH) }, (_none, at) => {
    const bundle = entries.slice(at * TILE_WIDTH, (at + 1) * TILE_WIDTH);
    const path = bundlePath(first / TILE_WIDTH + at, bundle.length);
    return [folder.publicFile(path), writeBundle(bundle.map(({ leafBytes }) => leafBytes))] as const;
  });
}

function payloadsOf(folder: LogFolder, { entries, first }: Publication): ReadonlyMap<string, string> {
  const stored = entries.flatMap(({ leaf, payload }, at) =>
    payload === null ? [] : [{ path: folder.payloadFile(leaf, first + at), index: first + at, ...payload }],
  );
  const files = Map.groupBy(stored, ({ path }) => path);
  return new Map([...files].map(([path, payloads]) => [path, writePayloads(payloads)] as const));
}

/** The partial tiles and bundles of what is full now: the specification lets them go. */
function supersededBy({ tiles }: Publication): readonly string[] {
  return tiles
    .filter(({ width }) => width === TILE_WIDTH)
    .flatMap((tile) => [
      `${tilePath(tile)}.p`,
      ...(tile.level === 0 ? [`${bundlePath(tile.index, TILE_WIDTH)}.p`] : []),
    ]);
}
