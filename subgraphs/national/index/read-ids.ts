import { endingWith } from "../../kit/database/database.js";
import type { Database } from "../../kit/database/database.js";
import type { DomainConfiguration } from "../configuration.js";

/** So many records are read at once. */
const BATCH = 500;

/** The ids of all records of a domain, batch by batch in their own order, each batch from where the last one ended. */
export async function* idsOf(
  database: Database,
  { mapping: { schema, table, id } }: Pick<DomainConfiguration, "mapping">,
  signal: AbortSignal,
): AsyncGenerator<readonly string[]> {
  let after: unknown;
  for (;;) {
    signal.throwIfAborted();
    const all = database.kysely
      .withSchema(schema)
      .selectFrom(table)
      .select(`${id} as crosscheck_id`)
      .where(id, "is not", null)
      .orderBy(id)
      .limit(BATCH);
    const rows = await (after === undefined ? all : all.where(id, ">", after)).execute(endingWith(signal, database));
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map((row) => String(row["crosscheck_id"]));
    if (rows.length < BATCH) return;
    after = last["crosscheck_id"];
  }
}
