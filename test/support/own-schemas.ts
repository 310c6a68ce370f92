import { dropSchema } from "../../subgraphs/kit/database/create-table.js";
import type { Database, Engine } from "../../subgraphs/kit/database/database.js";
import type { OwnSchemas } from "../../subgraphs/kit/decisions/own-schemas.js";
import { openEngine } from "./databases.js";

let opened = 0;

/** A place of the graph's own on this engine, empty; the named schemas go when it is disposed of. */
export function openOwn(engine: Engine, ...names: readonly string[]): OwnSchemas & AsyncDisposable {
  const database: Database = openEngine(engine);
  opened += 1;
  const prefix = `own_${process.pid}_${opened}_`;
  return {
    database,
    prefix,
    [Symbol.asyncDispose]: async () => {
      for (const name of names) await dropSchema(database, `${prefix}${name}`);
      await database[Symbol.asyncDispose]();
    },
  };
}
