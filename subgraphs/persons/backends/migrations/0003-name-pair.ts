import type { Kysely } from "kysely";
import type { AnyTables } from "../../../kit/database/database.js";
import { createKeyTable } from "../../../kit/database/migration.js";

/** Keys of two parts of a name at once: a frequent name is found by them without a date of birth. */
export async function up(db: Kysely<AnyTables>): Promise<void> {
  await createKeyTable(db, "name_pair");
}
