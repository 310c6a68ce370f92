import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, join, relative, resolve, sep } from "node:path";
import { z } from "zod";
import { SUBGRAPH_NAMES } from "../subgraphs/all.js";
import { InvalidInput } from "../subgraphs/kit/errors.js";
import { packageFile } from "../subgraphs/kit/package-file.js";
import { readWaiver } from "./checks/waivers.js";
import type { Waiver } from "./checks/waivers.js";
import type { SubgraphSdl } from "./compose.js";
import type { OperationUsage } from "./usage/operation-usage.js";

/** The first port of our own services; the supergraph names an address for each, which a gateway's settings replace. */
const FIRST_PORT = 4101;

/** The address that the supergraph names for a subgraph of ours; another's, where nobody has said it, leads nowhere. */
export function addressOf(name: string): string {
  const index = SUBGRAPH_NAMES.findIndex((known) => known === name);
  return index === -1 ? `https://${name}.invalid/graphql` : `http://127.0.0.1:${FIRST_PORT + index}/graphql`;
}

/** Subgraphs of a folder, each in the file of its name, ours in their own order. @throws InvalidInput where it cannot be read */
export async function readSubgraphs(folder: string): Promise<readonly SubgraphSdl[]> {
  const files = await readFolder(folder, ".graphql");
  const subgraphs = files.map(({ name, text }) => ({ name, sdl: text, url: addressOf(name) }));
  const order = new Map<string, number>(SUBGRAPH_NAMES.map((name, index) => [name, index]));
  return subgraphs.toSorted((a, b) => (order.get(a.name) ?? order.size) - (order.get(b.name) ?? order.size));
}

/** The frontends' documents. @throws InvalidInput where there is none: a change that is checked against nothing breaks nothing */
export async function readOperations(
  folder: string,
): Promise<readonly { readonly name: string; readonly document: string }[]> {
  const files = await readFolder(folder, ".graphql");
  if (files.length === 0) throw unreadable(folder, "This folder has no document: name one with .graphql files.");
  return files.map(({ name, text }) => ({ name: `${name}.graphql`, document: text }));
}

/** Where the graph's own waivers would be: there need be none. */
export const OWN_WAIVERS = packageFile("schema/waivers");

/** The waivers of a folder. @throws InvalidConfiguration that names the file at fault; InvalidInput where it cannot be read */
export async function readWaivers(folder: string): Promise<readonly Waiver[]> {
  const files = folder === OWN_WAIVERS && !existsSync(folder) ? [] : await readFolder(folder, ".json");
  return files.map(({ name, text }) => readWaiver(pathFromHere(join(folder, `${name}.json`)), text));
}

/** As whoever runs the command would name it, and as an annotation has to. */
function pathFromHere(path: string): string {
  return relative(process.cwd(), resolve(path)).split(sep).join("/");
}

const usageSchema = z.array(
  z.object({
    client: z.string(),
    clientVersion: z.string().nullable(),
    operationName: z.string().nullable(),
    document: z.string(),
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    count: z.int().min(0),
    firstSeen: z.iso.datetime(),
    lastSeen: z.iso.datetime(),
  }),
);

/** What clients sent, as a file of JSON. @throws InvalidInput */
export async function readUsage(file: string): Promise<readonly OperationUsage[]> {
  const read = usageSchema.safeParse(parseOrNull(await readFile(file, "utf8").catch(() => "")));
  if (!read.success)
    throw unreadable(file, "This is no file of what clients sent: npm run -s schema -- usage --json writes one.");
  return read.data;
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function readFolder(
  folder: string,
  ending: string,
): Promise<readonly { readonly name: string; readonly text: string }[]> {
  const all = await readdir(folder).catch(() => {
    throw unreadable(folder, "This folder cannot be read.");
  });
  const names = all.filter((name) => name.endsWith(ending)).toSorted();
  return Promise.all(
    names.map(async (name) => ({ name: basename(name, ending), text: await readFile(join(folder, name), "utf8") })),
  );
}

function unreadable(path: string, message: string): InvalidInput {
  return new InvalidInput([{ code: "FILE_NOT_READ", path: [path], message }]);
}
