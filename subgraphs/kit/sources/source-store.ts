import { join } from "node:path";
import { isPostgres } from "../database/is-postgres.js";
import { SourceFolder } from "./source-folder.js";
import { SourceTable } from "./source-table.js";

/** Where the registry keeps its sources: files or rows, one of which adds a source. */
export interface SourceStore extends AsyncDisposable {
  /** What stands there, by the name of each file or row: each text as a file of the registry is written. */
  read(): Promise<ReadonlyMap<string, string>>;
  /** Adds a source, or puts it in the place of the one with its id. @param source as a file of the registry has it */
  put(id: string, source: unknown): Promise<void>;
  /** How often it is to be looked at besides, milliseconds: for what no announcement told. */
  readonly lookEveryMs: number;
  /** Tells of changes, and of any time in which one may not have been told. */
  announce(nudge: () => void): Promise<AsyncDisposable>;
}

/** @param place the registry: a folder, or `postgres://…` @throws RegistryUnavailable */
export async function openSourceStore(place: string): Promise<SourceStore> {
  return isPostgres(place) ? SourceTable.open(place) : SourceFolder.open(join(place, "sources"));
}
