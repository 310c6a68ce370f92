import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { ACCESS_LOG, createAccessLog, createSubgraph, PART_NAMES } from "../subgraphs/all.js";
import { packageFile } from "../subgraphs/kit/package-file.js";
import { loadPolicies } from "../subgraphs/kit/policy/policies.js";
import { apiSdlOf } from "./checks/composed-graph.js";
import { composeSupergraph } from "./compose.js";
import { addressOf } from "./schema-folder.js";

/** Every file that is made from the code, by its path: the subgraphs, what they compose to, and what clients see of it. */
export async function generateFiles(): Promise<ReadonlyMap<string, string>> {
  const policies = await loadPolicies();
  const subgraphs = await Promise.all(
    PART_NAMES.map(async (name) => {
      const { sdl } = await (name === ACCESS_LOG
        ? createAccessLog({ find: noLog }, policies)
        : createSubgraph(name, [], { databases: noDatabase }, policies));
      return { name, sdl, url: addressOf(name) };
    }),
  );
  const supergraph = `${composeSupergraph(subgraphs).trim()}\n`;
  return new Map([
    ...subgraphs.map(({ name, sdl }) => [`schema/subgraphs/${name}.graphql`, `${sdl.trim()}\n`] as const),
    ["schema/supergraph.graphql", supergraph],
    ["schema/api.graphql", apiSdlOf(supergraph)],
  ]);
}

function noLog(): never {
  throw new Error("The schema needs no log.");
}

function noDatabase(): never {
  throw new Error("The schema needs no database.");
}

export async function writeFiles(files: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, text] of files) {
    await mkdir(dirname(packageFile(path)), { recursive: true });
    await writeFile(packageFile(path), text);
  }
}

/** The committed files that are not what the code makes. */
export async function findDrift(files: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const compared = await Promise.all(
    [...files].map(
      async ([path, text]) => [path, text === (await readFile(packageFile(path), "utf8").catch(() => null))] as const,
    ),
  );
  return compared.filter(([, isSame]) => !isSame).map(([path]) => path);
}
