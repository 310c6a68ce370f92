import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { z } from "zod";
import { PURPOSES } from "../kit/authority/justification.js";
import { InvalidConfiguration } from "../kit/errors.js";
import { GRAPH } from "../kit/hop/key-folder.js";
import { keyLookupSchema } from "../kit/sources/key-lookup.js";
import { tableMappingSchema } from "../kit/sources/mapping.js";
import { sourceDescriptionSchema } from "../kit/sources/source.js";
import { faultsOf, ownSubgraphSchema } from "./own/own-configuration.js";

/** The name of the file that a country's server is configured by. */
export const CONFIGURATION_FILE = "country.json";

/** The domains that a country's server offers. Samples need a matcher, not a mapping: see the connector `osia`. */
export const NATIONAL_DOMAINS = ["persons", "notices", "travel-documents", "vehicles"] as const;
export type NationalDomain = (typeof NATIONAL_DOMAINS)[number];

/** A database by its engine, and by the name of the environment variable that holds its URL: the file holds no secret. */
const databaseSchema = z.strictObject({
  engine: z.enum(["postgres", "mariadb"]),
  urlFrom: z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/, "Name an environment variable: COUNTRY_DATABASE_URL."),
});
export type DatabasePlace = z.output<typeof databaseSchema>;

/** Where the search keys are kept: a folder of the embedded database, or a schema of their own in a database server. */
const indexSchema = z.strictObject({
  place: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("folder"), folder: z.string().min(1) }),
    z.strictObject({ kind: z.literal("database"), schema: z.string().min(1).max(60), ...databaseSchema.shape }),
  ]),
  /** How often the server builds the keys anew, seconds. */
  refreshS: z.int().min(1).max(86_400).default(60),
  /** Older keys answer nobody: a search is then unavailable, and never a no-hit. */
  staleAfterS: z.int().min(1).max(604_800).default(900),
});
export type IndexPlace = z.output<typeof indexSchema>["place"];

const domainSchema = z.strictObject({
  domain: z.enum(NATIONAL_DOMAINS),
  /** The register's own name, as an officer reads it. */
  name: sourceDescriptionSchema.shape.name,
  mapping: tableMappingSchema.extend({ keys: z.record(z.string(), keyLookupSchema).default({}) }),
  /** Whether the ids of the table are whole numbers. */
  numericIds: z.boolean().default(false),
  /** What officers may search it for; empty is anything that the graph lets them. */
  purposes: z.array(z.enum(PURPOSES)).default([]),
});
export type DomainConfiguration = z.output<typeof domainSchema>;

const configurationSchema = z
  .strictObject({
    /** ISO 3166-1 alpha-3, or ICAO's code of an organisation: the owner of all that is served. */
    country: sourceDescriptionSchema.shape.owner,
    /** The server's name: the audience of what it is asked, and the name that its answers bear. */
    server: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .max(64),
    contact: sourceDescriptionSchema.shape.contact,
    legalBasis: sourceDescriptionSchema.shape.legalBasis,
    database: databaseSchema,
    index: indexSchema,
    /** The folder of keys: `server.jwks.json`, `server.public.jwks.json`, and `graph.public.jwks.json` once the graph has sent it. */
    keys: z.string().min(1),
    /** By what name the graph signs what it asks. */
    graph: z.string().min(1).max(64).default(GRAPH),
    listen: z.strictObject({
      host: z.string().default("127.0.0.1"),
      /** 0 takes any free port. */
      port: z.int().min(0).max(65_535).default(4_300),
    }),
    domains: z.array(domainSchema).min(1),
    /** Types and fields of the country's own in the graph, beside what it answers for the graph's domains. */
    ownSubgraph: ownSubgraphSchema.optional(),
  })
  .refine(({ domains }) => new Set(domains.map(({ domain }) => domain)).size === domains.length, {
    error: "A domain stands twice.",
    path: ["domains"],
  })
  .superRefine(({ country, ownSubgraph }, context) => {
    const faults = ownSubgraph === undefined ? [] : faultsOf(country, ownSubgraph);
    for (const message of faults) context.addIssue({ code: "custom", path: ["ownSubgraph"], message });
  });
export type CountryConfiguration = z.output<typeof configurationSchema>;
/** As it is written to the file: what has a default may be left out. */
export type WrittenConfiguration = z.input<typeof configurationSchema>;

/** The id of a country's source: `swe-persons`. */
export function sourceIdOf(country: string, domain: NationalDomain): string {
  return `${country.toLowerCase()}-${domain}`;
}

/** Reads the one file; folders in it are relative to it. @throws InvalidConfiguration that names every fault */
export async function readConfiguration(path: string): Promise<CountryConfiguration> {
  const result = configurationSchema.safeParse(await readJson(path));
  if (!result.success) throw new InvalidConfiguration(`${path}:\n${z.prettifyError(result.error)}`);
  const { index, keys, ...configuration } = result.data;
  const here = dirname(path);
  const place =
    index.place.kind === "folder" ? { ...index.place, folder: resolve(here, index.place.folder) } : index.place;
  return { ...configuration, keys: resolve(here, keys), index: { ...index, place } };
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new InvalidConfiguration(`There is no configuration in ${path}: npm run country -- init makes one.`, {
      cause,
    });
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidConfiguration(`${path} is no JSON.`);
  }
}
