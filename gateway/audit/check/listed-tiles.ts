import { HASH_BYTES } from "../tree/hashes.js";
import { bundlePath, partialWidth, TILE_WIDTH, tilePath } from "../tree/tile.js";
import type { Tile } from "../tree/tile.js";
import { writeBundle } from "../tree/bundle.js";
import type { Fault } from "./fault.js";
import type { LogReader } from "./log-reader.js";

const TILE_FILE = /^log\/tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** As many hashes of one tile are reported one by one. */
const MOST_FAULTS = 16;

/** The files under `log/tile`, to be compared one after the other with the tree that the entries make. */
export class ListedTiles {
  readonly #reader: LogReader;
  readonly #isLive: boolean;
  /** Of each tile and bundle the widths that it lies there in. */
  readonly #widths = new Map<string, number[]>();
  readonly #strangers: string[] = [];

  constructor(files: readonly string[], reader: LogReader, isLive: boolean) {
    this.#reader = reader;
    this.#isLive = isLive;
    for (const file of files) {
      const [, level, number = "", width] = TILE_FILE.exec(file) ?? [];
      if (level === undefined) this.#strangers.push(file);
      else this.#add(`${level}/${Number(number.replaceAll(/[x/]/g, ""))}`, Number(width ?? TILE_WIDTH));
    }
  }

  /** Every file of this tile must be its beginning. */
  compareTile({ level, index, bytes }: Tile): readonly Fault[] {
    return this.#take(`${level}/${index}`).flatMap((width) => {
      const path = `log/${tilePath({ level, index, width })}`;
      const found = this.#reader.file(path);
      if (found === null) return this.#isLive ? [] : [{ place: path, what: "It is missing." }];
      if (width * HASH_BYTES > bytes.length) return this.#beyond(path);
      if (found.length !== width * HASH_BYTES) return [{ place: path, what: `It does not hold ${width} hashes.` }];
      return differences(found, bytes).map((at) =>
        level === 0
          ? {
              place: `${path}, entry ${index * TILE_WIDTH + at}`,
              what: `It is not the hash of that entry in log/${bundlePath(index, width)}.`,
            }
          : { place: `${path}, hash ${at}`, what: "It is not the root of the tile below." },
      );
    });
  }

  compareBundle(index: number, leaves: readonly Buffer[]): readonly Fault[] {
    return this.#take(`entries/${index}`).flatMap((width) => {
      const path = `log/${bundlePath(index, width)}`;
      const found = this.#reader.file(path);
      if (found === null) return this.#isLive ? [] : [{ place: path, what: "It is missing." }];
      if (width > leaves.length) return this.#beyond(path);
      if (found.equals(writeBundle(leaves.slice(0, width)))) return [];
      return [{ place: path, what: "It does not hold the entries that the log has there." }];
    });
  }

  /** What the published tree needs and has not. To be asked before anything is compared. */
  missing(size: number): readonly Fault[] {
    const faults: Fault[] = [];
    for (let level = 0; TILE_WIDTH ** level <= size; level += 1) {
      const full = Math.floor(size / TILE_WIDTH ** (level + 1));
      for (let index = 0; index < full; index += 1) faults.push(...this.#need({ level, index, width: TILE_WIDTH }));
      const width = partialWidth(size, level);
      if (width > 0) faults.push(...this.#need({ level, index: full, width }));
    }
    return faults;
  }

  /** Files that have no place in the log. To be asked once all of it is compared. */
  strangers(): readonly Fault[] {
    const rest = [...this.#widths].flatMap(([key, widths]) => widths.map((width) => ({ key, width })));
    const beyond = this.#isLive ? [] : rest.map(({ key, width }) => pathOf(key, width));
    return [...this.#strangers, ...beyond].map((place) => ({ place, what: "It does not belong to the log." }));
  }

  #need(tile: Omit<Tile, "bytes">): readonly Fault[] {
    const { level, index, width } = tile;
    const has = (key: string): boolean =>
      this.#widths.get(key)?.some((listed) => listed === width || listed === TILE_WIDTH) ?? this.#isLive;
    const missing = [
      ...(has(`${level}/${index}`) ? [] : [`log/${tilePath(tile)}`]),
      ...(level > 0 || has(`entries/${index}`) ? [] : [`log/${bundlePath(index, width)}`]),
    ];
    return missing.map((place) => ({ place, what: "It is missing." }));
  }

  #beyond(path: string): readonly Fault[] {
    return this.#isLive ? [] : [{ place: path, what: "It goes beyond the end of the log." }];
  }

  #add(key: string, width: number): void {
    const widths = this.#widths.get(key);
    if (widths === undefined) this.#widths.set(key, [width]);
    else widths.push(width);
  }

  #take(key: string): readonly number[] {
    const widths = this.#widths.get(key) ?? [];
    this.#widths.delete(key);
    return widths;
  }
}

/** The places of the hashes that differ. */
function differences(found: Buffer, expected: Buffer): readonly number[] {
  const places: number[] = [];
  for (let at = 0; at * HASH_BYTES < found.length && places.length < MOST_FAULTS; at += 1) {
    const [from, to] = [at * HASH_BYTES, (at + 1) * HASH_BYTES];
    if (!found.subarray(from, to).equals(expected.subarray(from, to))) places.push(at);
  }
  return places;
}

function pathOf(key: string, width: number): string {
  const [level = "", index] = key.split("/");
  return `log/${level === "entries" ? bundlePath(Number(index), width) : tilePath({ level: Number(level), index: Number(index), width })}`;
}
