import { lockFolder } from "../kit/database/folder-lock.js";
import { openMariadb, openPglite, openPostgres } from "../kit/database/database.js";
import type { Database } from "../kit/database/database.js";
import { reach } from "../kit/database/reach.js";
import { InvalidConfiguration } from "../kit/errors.js";
import type { DatabasePlace, IndexPlace } from "./configuration.js";
import { IndexStore } from "./index/index-store.js";

export type Environment = Readonly<Record<string, string | undefined>>;

const HELD = "Stop it: a server that runs keeps its keys current by itself.";
const SCHEMA_IN_FOLDER = "crosscheck_index";

/** Opens a country's own database. @throws InvalidConfiguration where its URL is not there, or nobody answers */
export async function openPlace(
  { engine, urlFrom }: DatabasePlace,
  env: Environment,
  resources: AsyncDisposableStack,
): Promise<Database> {
  const url = env[urlFrom];
  if (url === undefined || url === "") {
    throw new InvalidConfiguration(`The environment variable ${urlFrom} is not set: give the database's URL in it.`);
  }
  return openUrl(engine, url, resources);
}

/** @throws InvalidConfiguration where nobody answers */
export async function openUrl(
  engine: DatabasePlace["engine"],
  url: string,
  resources: AsyncDisposableStack,
): Promise<Database> {
  return reach(resources.use(engine === "mariadb" ? openMariadb(url) : openPostgres(url)), url);
}

/** The engine that an address is of. @throws InvalidConfiguration where it is neither */
export function engineOf(url: string): DatabasePlace["engine"] {
  if (/^postgres(ql)?:\/\//.test(url)) return "postgres";
  if (/^(mysql|mariadb):\/\//.test(url)) return "mariadb";
  throw new InvalidConfiguration("Give the database as postgres://… or mysql://…");
}

/** Opens the store of search keys, and makes it where there is none. @throws InvalidConfiguration while another process has it */
export async function openIndexStore(
  place: IndexPlace,
  env: Environment,
  resources: AsyncDisposableStack,
): Promise<IndexStore> {
  const store = await openStore(place, env, resources);
  await store.prepare();
  return store;
}

async function openStore(place: IndexPlace, env: Environment, resources: AsyncDisposableStack): Promise<IndexStore> {
  switch (place.kind) {
    case "folder": {
      resources.use(await lockFolder(place.folder, HELD));
      return new IndexStore(resources.use(openPglite(place.folder)), SCHEMA_IN_FOLDER);
    }
    case "database":
      return new IndexStore(await openPlace(place, env, resources), place.schema);
  }
}
