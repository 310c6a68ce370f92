import { Command } from "commander";
import { z } from "zod";
import { findDrift, generateFiles, writeFiles } from "../generated-files.js";
import { EXIT, readOptions, runCommand } from "./run-command.js";

/** `npm run schema`, and with `--check` the part of `npm test` that finds a committed file which the code does not make. */
export function writeCommand(): Command {
  return new Command("write")
    .description("Writes schema/subgraphs/*.graphql, schema/supergraph.graphql and schema/api.graphql from the code.")
    .option("--check", "write nothing; exit 1 when a committed file differs from the code", false)
    .action((given: unknown) =>
      runCommand(async () => {
        const { check } = readOptions(z.object({ check: z.boolean() }), given);
        const files = await generateFiles();
        return check ? reportDrift(await findDrift(files), files.size) : write(files);
      }),
    );
}

async function write(files: ReadonlyMap<string, string>): Promise<number> {
  await writeFiles(files);
  for (const path of files.keys()) process.stdout.write(`wrote ${path}\n`);
  return EXIT.passed;
}

function reportDrift(drifted: readonly string[], compared: number): number {
  for (const path of drifted)
    process.stderr.write(`${path} differs from the code: run npm run schema and commit it.\n`);
  if (drifted.length > 0) return EXIT.failed;
  process.stdout.write(`${compared} files are what the code makes.\n`);
  return EXIT.passed;
}
