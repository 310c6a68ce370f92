import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { InvalidConfiguration } from "../errors.js";
import { fileConnectorSchema } from "../file/file-mapping.js";
import { serviceSchema } from "../remote/remote-service.js";
import { restMappingSchema } from "../rest/rest-mapping.js";
import { tableMappingSchema } from "./mapping.js";
import { osiaConnectorSchema } from "./osia-settings.js";
import { sourceDescriptionSchema } from "./source.js";

/** An owner's own tables, read through a mapping. */
const sqlConnectorSchema = z.strictObject({
  kind: z.literal("sql"),
  /** A database by the name that the process's configuration gives it: `embedded`, `swe`. */
  database: z.string(),
  mapping: tableMappingSchema,
});

/** An owner's server that speaks `schema/contracts/source.graphql`. */
const graphqlConnectorSchema = z.strictObject({
  kind: z.literal("graphql"),
  /** The server's name: the audience of what is asked, `Stamp.source` of what it answers, and the name of its keys. */
  server: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(64),
  service: serviceSchema,
});

/** An owner's JSON API, read through a mapping. */
const restConnectorSchema = z.strictObject({
  kind: z.literal("rest"),
  service: serviceSchema,
  /** The name of the secret that is sent as `Authorization: Bearer`. */
  bearer: z.string().optional(),
  mapping: restMappingSchema,
});

/** A source as the registry has it: what it is, and how it is reached. */
export const sourceSchema = sourceDescriptionSchema.extend({
  connector: z.discriminatedUnion("kind", [
    sqlConnectorSchema,
    graphqlConnectorSchema,
    restConnectorSchema,
    fileConnectorSchema,
    osiaConnectorSchema,
  ]),
});
export type SourceConfiguration = z.output<typeof sourceSchema>;
export type Connector = SourceConfiguration["connector"];

/** A source that is reached in this one way. */
export type SourceOver<Kind extends Connector["kind"]> = Omit<SourceConfiguration, "connector"> & {
  readonly connector: Extract<Connector, { readonly kind: Kind }>;
};

/** The sources whose tables this process reads itself. */
export function overSql(sources: readonly SourceConfiguration[]): readonly SourceOver<"sql">[] {
  return sources.flatMap(({ connector, ...source }) => (connector.kind === "sql" ? [{ ...source, connector }] : []));
}

const fileSchema = z.strictObject({ sources: z.array(sourceSchema) });

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
