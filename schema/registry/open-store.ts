import { isPostgres } from "../../subgraphs/kit/database/is-postgres.js";
import { FileStore } from "./files/file-store.js";
import { PostgresStore } from "./postgres/postgres-store.js";
import type { RegistryStore } from "./registry-store.js";

/** @param place a folder, or `postgres://…` @throws RegistryUnavailable */
export function openStore(place: string): Promise<RegistryStore> {
  return isPostgres(place) ? PostgresStore.open(place) : FileStore.open(place);
}
