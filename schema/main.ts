import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { Command } from "commander";
import { z } from "zod";
import { ACCESS_LOG, createAccessLog, createSubgraph, PART_NAMES } from "../subgraphs/all.js";
import { packageFile } from "../subgraphs/kit/package-file.js";
import { messageOf } from "../subgraphs/kit/process.js";
import { loadPolicies } from "../subgraphs/kit/policy/policies.js";
import { composeSupergraph } from "./compose.js";

/** The first port of the services; the supergraph names an address for each, which a gateway's settings replace. */
const FIRST_PORT = 4101;

await new Command("schema")
  .description("Writes schema/subgraphs/*.graphql and schema/supergraph.graphql from the code.")
  .option("--check", "write nothing; exit 1 when a committed file differs from the code", false)
  .action(async (options: unknown) => {
    try {
      const { check } = z.object({ check: z.boolean() }).parse(options);
      const files = await schemaFiles();
      process.exitCode = check ? await compareFiles(files) : await writeFiles(files);
    } catch (error) {
      process.stderr.write(`${messageOf(error)}\n`);
      process.exitCode = 2;
    }
  })
  .parseAsync();

/** Every generated file by its path. */
async function schemaFiles(): Promise<ReadonlyMap<string, string>> {
  const policies = await loadPolicies();
  const subgraphs = await Promise.all(
    PART_NAMES.map(async (name, index) => {
      const { sdl } = await (name === ACCESS_LOG
        ? createAccessLog({ find: noLog }, policies)
        : createSubgraph(name, [], noDatabase, policies));
      return { name, sdl, url: `http://127.0.0.1:${FIRST_PORT + index}/graphql` };
    }),
  );
  const files = subgraphs.map(({ name, sdl }) => [`schema/subgraphs/${name}.graphql`, `${sdl.trim()}\n`] as const);
  return new Map([...files, ["schema/supergraph.graphql", `${composeSupergraph(subgraphs).trim()}\n`]]);
}

function noLog(): never {
  throw new Error("The schema needs no log.");
}

function noDatabase(): never {
  throw new Error("The schema needs no database.");
}

async function writeFiles(files: ReadonlyMap<string, string>): Promise<number> {
  for (const [path, text] of files) {
    await mkdir(dirname(packageFile(path)), { recursive: true });
    await writeFile(packageFile(path), text);
    process.stdout.write(`wrote ${path}\n`);
  }
  return 0;
}

async function compareFiles(files: ReadonlyMap<string, string>): Promise<number> {
  const compared = await Promise.all(
    [...files].map(
      async ([path, text]) => [path, text === (await readFile(packageFile(path), "utf8").catch(() => null))] as const,
    ),
  );
  const drifted = compared.filter(([, isSame]) => !isSame);
  for (const [path] of drifted)
    process.stderr.write(`${path} differs from the code: run npm run schema and commit it.\n`);
  return drifted.length === 0 ? 0 : 1;
}
