import { Command } from "commander";
import { z } from "zod";
import { reportPublished } from "./publish.js";
import { jsonOption, keyOption, ownerOption, registryOf, registryOption, runOverRegistry } from "./registry-option.js";
import { EXITS } from "./run-command.js";
import { signedOrder } from "./signed-order.js";

const optionsSchema = z.object({
  only: z.string().optional(),
  key: z.string(),
  owner: z.string(),
  registry: z.string(),
  json: z.boolean(),
});

/** `schema rollback VERSION --key file`: an older version of the graph, or of one subgraph, as a new version. */
export function rollbackCommand(): Command {
  return new Command("rollback")
    .argument("<version>", "the version of the graph to go back to")
    .description("Goes back to an older version, as a new version that is announced like any other.")
    .option("--only <name>", "that one subgraph goes back, and joins the others as they are: its owner may do so")
    .addOption(keyOption())
    .addOption(ownerOption())
    .addOption(registryOption())
    .addOption(jsonOption())
    .addHelpText("after", EXITS)
    .action((version: string, given: unknown) =>
      runOverRegistry(optionsSchema, given, async (store, options) => {
        const order = { kind: "rollback", to: Number(version), name: options.only ?? null } as const;
        const signed = await signedOrder(store, options, order);
        return reportPublished(await registryOf(store).rollback(signed), options.json);
      }),
    );
}
