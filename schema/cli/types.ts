import { writeFile } from "node:fs/promises";
import { buildSchema } from "graphql";
import { Command } from "commander";
import { z } from "zod";
import { packageFile } from "../../subgraphs/kit/package-file.js";
import { readOperations } from "../schema-folder.js";
import { writeTypes } from "../types/write-types.js";
import { EXIT, EXITS, readNamedFile, readOptions, runCommand } from "./run-command.js";

/** `schema types`: the frontends' documents with the types of their variables and results, for TypeScript. */
export function typesCommand(): Command {
  return new Command("types")
    .description("Writes a TypeScript module of typed documents for a folder of operations.")
    .option("--api <file>", "what clients see of the graph", packageFile("schema/api.graphql"))
    .option("--operations <folder>", "the frontend's documents", packageFile("schema/operations"))
    .option("--out <file>", "where to write it; left out, standard output")
    .addHelpText("after", EXITS)
    .action((given: unknown) => runCommand(() => types(given)));
}

async function types(given: unknown): Promise<number> {
  const { api, operations, out } = readOptions(
    z.object({ api: z.string(), operations: z.string(), out: z.string().optional() }),
    given,
  );
  const text = writeTypes(buildSchema(await readNamedFile(api)), await readOperations(operations));
  if (out === undefined) process.stdout.write(text);
  else await writeFile(out, text);
  return EXIT.passed;
}
