import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { sourceDescriptionSchema } from "../../kit/sources/source.js";
import { serverKeys } from "../../kit/hop/key-folder.js";
import { serviceSchema } from "../../kit/remote/remote-service.js";
import { InvalidConfiguration } from "../../kit/errors.js";
import { readConfiguration, sourceIdOf } from "../configuration.js";
import type { CountryConfiguration } from "../configuration.js";
import { ownNameOf } from "../own/own-subgraph.js";
import { PUBLIC_SERVER_KEYS } from "../server-keys.js";
import { badOption, EXIT, print, readOptions } from "./exits.js";
import type { Exit, Terms } from "./exits.js";

const optionsSchema = z.object({
  url: z.url({ protocol: /^https?$/, error: "Give the address of the server: https://crosscheck.example/graphql" }),
  sources: z.string().min(1),
  graphKeys: z.string().min(1).optional(),
  privateAddress: z.boolean().default(false),
  deadline: z.coerce.number().int().min(10).max(60_000).default(1_000),
});

/** Writes the country's file for the graph's registry of sources, and puts its public key where the graph's are, or prints it. */
export async function registerCommand({ config, json }: Terms, given: unknown): Promise<Exit> {
  const { url, sources: folder, graphKeys, privateAddress, deadline } = readOptions(optionsSchema, given);
  const configuration = await readConfiguration(config);
  const service = serviceSchema.safeParse({ url, allowPrivateAddress: privateAddress });
  if (!service.success) throw badOption("--url", z.prettifyError(service.error));
  const sources = configuration.domains.map(({ domain, name }) => ({
    ...writtenDescription(configuration, domain, name, deadline),
    connector: { kind: "graphql", server: configuration.server, service: service.data },
  }));
  const publicKeys = await readPublicKeys(configuration.keys);
  // First: a graph that follows the registry looks for the key as soon as the source is there.
  if (graphKeys !== undefined) await putKeys(graphKeys, configuration.server, publicKeys);
  await mkdir(folder, { recursive: true });
  const file = fileOf(folder, configuration.server);
  await replace(file, { sources });
  print(json, { file, sources: sources.map(({ id }) => id), server: configuration.server, publicKeys }, [
    `Registered in ${file}: ${sources.map(({ id }) => id).join(", ")}.`,
    ...(graphKeys === undefined
      ? [
          `Hand the graph the public key of ${configuration.server}, for ${serverKeys(configuration.server)} in its folder of keys:`,
          JSON.stringify(publicKeys),
        ]
      : [`The public key of ${configuration.server} is in ${join(graphKeys, serverKeys(configuration.server))}.`]),
  ]);
  return EXIT.good;
}

async function putKeys(folder: string, server: string, publicKeys: object): Promise<void> {
  await mkdir(folder, { recursive: true });
  await replace(join(folder, serverKeys(server)), publicKeys);
}

/** The description as a file has it: what has a default is left out, so that the registry's own holds. */
function writtenDescription(
  { country, contact, legalBasis }: CountryConfiguration,
  domain: CountryConfiguration["domains"][number]["domain"],
  name: string,
  deadlineMs: number,
): z.input<typeof sourceDescriptionSchema> {
  return { id: sourceIdOf(country, domain), owner: country, name, domain, deadlineMs, legalBasis, contact };
}

const domainsSchema = z.object({ sources: z.string().min(1), domain: z.string().optional() });
const fileSchema = z.object({ sources: z.array(z.looseObject({ id: z.string(), domain: z.string() })).min(1) });

/** The kill switch, and its way back: a disabled source stays in the registry, is not asked, and is named as unavailable. */
export async function enableCommand({ config, json }: Terms, given: unknown, enabled: boolean): Promise<Exit> {
  const { sources: folder, domain } = readOptions(domainsSchema, given);
  const { country, server, ownSubgraph } = await readConfiguration(config);
  const file = fileOf(folder, server);
  const { sources } = await readSources(file);
  const chosen = new Set(
    sources.filter((source) => domain === undefined || source.domain === domain).map(({ id }) => id),
  );
  if (chosen.size === 0) throw badOption("--domain", "The country has registered no such domain.");
  await replace(file, { sources: sources.map((source) => (chosen.has(source.id) ? { ...source, enabled } : source)) });
  const word = enabled ? "Enabled" : "Disabled";
  const leftOn = !enabled && domain === undefined && ownSubgraph !== undefined ? ownNameOf(country, ownSubgraph) : null;
  print(json, { file, enabled, sources: [...chosen], isOwnPartLeftOn: leftOn !== null }, [
    `${word} in ${file}: ${[...chosen].join(", ")}.`,
    ...(leftOn === null ? [] : [`Its own part of the graph is still asked: npm run schema -- disable ${leftOn}`]),
  ]);
  return EXIT.good;
}

async function readSources(file: string): Promise<z.output<typeof fileSchema>> {
  try {
    return fileSchema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch (cause) {
    throw new InvalidConfiguration(`${file} is no file of sources: npm run country -- register writes it.`, { cause });
  }
}

async function readPublicKeys(folder: string): Promise<object> {
  try {
    return z.looseObject({}).parse(JSON.parse(await readFile(join(folder, PUBLIC_SERVER_KEYS), "utf8")));
  } catch (cause) {
    throw new InvalidConfiguration(`There is no public key in ${folder}: npm run country -- init makes it.`, { cause });
  }
}

function fileOf(folder: string, server: string): string {
  return join(folder, `${server}.json`);
}

/** In one step: the registry reads the old or the new. */
async function replace(file: string, content: object): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`);
  await rename(`${file}.new`, file);
}
