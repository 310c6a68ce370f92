import { readFile, writeFile } from "node:fs/promises";
import { Command } from "commander";
import { z } from "zod";
import { TRUSTED_MANIFEST, trustedManifest } from "../trusted-manifest.js";
import { EXIT, EXITS, readOptions, runCommand } from "./run-command.js";

/** `schema trust`: registers the frontends' documents. A graph in production answers these and no others. */
export function trustCommand(): Command {
  return new Command("trust")
    .description("Writes schema/trusted-documents.json from schema/operations.")
    .option("--check", "write nothing; exit 1 when the committed file differs", false)
    .addHelpText("after", EXITS)
    .action((given: unknown) =>
      runCommand(async () => {
        const { check } = readOptions(z.object({ check: z.boolean() }), given);
        const manifest = await trustedManifest();
        if (!check) {
          await writeFile(TRUSTED_MANIFEST, manifest);
          process.stdout.write("wrote schema/trusted-documents.json\n");
          return EXIT.passed;
        }
        if (manifest === (await readFile(TRUSTED_MANIFEST, "utf8").catch(() => null))) return EXIT.passed;
        process.stderr.write("schema/trusted-documents.json differs: run npm run schema -- trust and commit it.\n");
        return EXIT.failed;
      }),
    );
}
