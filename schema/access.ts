import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "commander";
import { z } from "zod";
import { packageFile } from "../subgraphs/kit/package-file.js";
import { messageOf } from "../subgraphs/kit/process.js";
import { reportAccess, writeAccessReport } from "./access-report.js";
import type { SchemaText } from "./access-report.js";

const SUBGRAPHS = "schema/subgraphs";

await new Command("access")
  .description("Prints what it takes to read each type and field. Exit 1 when a field has no rule or a rule is wrong.")
  .argument("[supergraph]", "a schema file", packageFile("schema/supergraph.graphql"))
  .option("--json", "print JSON", false)
  .action(async (file: string, options: unknown) => {
    try {
      const { json } = z.object({ json: z.boolean() }).parse(options);
      const isOurs = file === packageFile("schema/supergraph.graphql");
      const report = reportAccess(await readSchema(file), isOurs ? await readSubgraphs() : []);
      process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : writeAccessReport(report));
      process.exitCode = report.faults.length === 0 ? 0 : 1;
    } catch (error) {
      process.stderr.write(`${messageOf(error)}\n`);
      process.exitCode = 2;
    }
  })
  .parseAsync();

async function readSchema(file: string): Promise<SchemaText> {
  return { file, sdl: await readFile(file, "utf8") };
}

async function readSubgraphs(): Promise<readonly SchemaText[]> {
  const names = await readdir(packageFile(SUBGRAPHS));
  return Promise.all(names.toSorted().map((name) => readSchema(join(packageFile(SUBGRAPHS), name))));
}
