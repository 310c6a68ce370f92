import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Database } from "../database/database.js";
import { InvalidConfiguration } from "../errors.js";
import { MappedRecords } from "./mapped-records.js";
import { MappedTables } from "./mapped-tables.js";
import { tableMappingSchema } from "./mapping.js";
import { sourceDescriptionSchema } from "./source.js";

/** A source as the registry has it: what it is, and how it is reached. */
export const sourceSchema = sourceDescriptionSchema.extend({
  connector: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("sql"),
      /** A database by the name that the process's configuration gives it: `embedded`, `swe`. */
      database: z.string(),
      mapping: tableMappingSchema,
    }),
  ]),
});
export type SourceConfiguration = z.output<typeof sourceSchema>;

const fileSchema = z.strictObject({ sources: z.array(sourceSchema) });

/** The databases of this process, by the names that the registry uses. */
export type Databases = (name: string) => Database;

/**
 * Reads every `*.json` of a folder, one file per owner. A new country is a new file.
 * @throws InvalidConfiguration that names every file and field at fault
 */
export async function readRegistry(folder: string): Promise<readonly SourceConfiguration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).toSorted();
  const files = await Promise.all(
    names.map(async (name) => readFileOf(name, await readFile(join(folder, name), "utf8"))),
  );
  const faults = files.flatMap((file) => file.faults);
  const sources = files.flatMap((file) => file.sources);
  const doubles = sources.filter(({ id }, index) => sources.findIndex((other) => other.id === id) !== index);
  const all = [...faults, ...doubles.map(({ id }) => `The source ${id} stands twice.`)];
  if (all.length > 0) throw new InvalidConfiguration(all.join("\n"));
  return sources;
}

/** The sources of one file, or what is wrong with it. */
export function readFileOf(
  name: string,
  text: string,
): { readonly sources: readonly SourceConfiguration[]; readonly faults: readonly string[] } {
  try {
    const result = fileSchema.safeParse(JSON.parse(text));
    if (result.success) return { sources: result.data.sources, faults: [] };
    return { sources: [], faults: [`${name}:\n${z.prettifyError(result.error)}`] };
  } catch {
    return { sources: [], faults: [`${name}: not JSON.`] };
  }
}

/** The records of a `sql` source, checked against the domain's schema. */
export function sqlRecords<Schema extends z.ZodType>(
  source: SourceConfiguration,
  databases: Databases,
  schema: Schema,
): MappedRecords<Schema> {
  const { database, mapping } = source.connector;
  return new MappedRecords(new MappedTables(databases(database), mapping), schema, source);
}
