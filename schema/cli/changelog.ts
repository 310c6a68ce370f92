import { Command } from "commander";
import { z } from "zod";
import { writeChangelog } from "../changelog.js";
import { describeChange } from "./publish.js";
import { jsonOption, printJson, registryOption, runOverRegistry } from "./registry-option.js";
import { EXIT, EXITS } from "./run-command.js";

const optionsSchema = z.object({ registry: z.string(), json: z.boolean() });

/** `schema changelog`: what each version of a registry's graph brought to clients. */
export function changelogCommand(): Command {
  return new Command("changelog")
    .description("Prints what each version of a registry's graph brought to clients, in Markdown.")
    .addOption(registryOption())
    .addOption(jsonOption())
    .addHelpText("after", EXITS)
    .action((given: unknown) =>
      runOverRegistry(optionsSchema, given, async (store, { json }) => {
        const versions = (await store.versions()).toReversed();
        const told = await Promise.all(
          versions.map(async (version) => ({
            version: version.number,
            publishedAt: version.madeAt,
            name: describeChange(version),
            supergraphSdl: await store.text(version.supergraph),
          })),
        );
        const changelog = writeChangelog(told);
        if (json) printJson({ changelog });
        else process.stdout.write(changelog);
        return EXIT.passed;
      }),
    );
}
