import type { Kysely } from "kysely";
import { z } from "zod";
import type { AnyTables } from "../../../kit/database/database.js";
import { createKeyTable } from "../../../kit/database/migration.js";
import { namePairs } from "../../../kit/names/pair-keys.js";

/** So many nominals are read at once. */
const PAGE = 100;

const namesSchema = z.array(
  z.object({
    ref: z.string(),
    family: z.string().nullable(),
    given: z.string().nullable(),
    original: z.string().nullable(),
  }),
);

/** Keys of two parts of a name at once: a frequent name is found by them without a date of birth. */
export async function up(db: Kysely<AnyTables>): Promise<void> {
  await createKeyTable(db, "name_pair");
  await db.deleteFrom("crosscheck_name_pair").execute();
  // Names that are kept already get theirs here: a search by keys that lack them would read as a no-hit.
  for (let refs = await refsAfter(db, ""); refs.length > 0; refs = await refsAfter(db, refs.at(-1) ?? "")) {
    const names = await db
      .selectFrom("nominal_name")
      .select(["ref", "family", "given", "original"])
      .where("ref", "in", refs)
      .execute();
    const keys = namesSchema.parse(names).flatMap(({ ref, family, given, original }) => {
      const pairs = namePairs({ family: family ?? "", given: given ?? "", original });
      return pairs.map((value) => ({ value, id: ref }));
    });
    if (keys.length > 0) await db.insertInto("crosscheck_name_pair").values(keys).execute();
  }
}

async function refsAfter(db: Kysely<AnyTables>, last: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("nominal")
    .select("ref")
    .where("ref", ">", last)
    .orderBy("ref")
    .limit(PAGE)
    .execute();
  return rows.map(({ ref }) => String(ref));
}
