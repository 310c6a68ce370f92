import { Command } from "commander";
import { z } from "zod";
import { reportPublished } from "./publish.js";
import { jsonOption, keyOption, ownerOption, registryOf, registryOption, runOverRegistry } from "./registry-option.js";
import { EXITS } from "./run-command.js";
import { signedOrder } from "./signed-order.js";

const optionsSchema = z.object({ key: z.string(), owner: z.string(), registry: z.string(), json: z.boolean() });

/** `schema disable NAME --key file` and `schema enable`: a kill switch that leaves the graph's schema as it is. */
export function switchCommands(): readonly Command[] {
  return [
    switchCommand(
      "disable",
      "The kill switch: no gateway asks the subgraph any more, and its fields read as unavailable.",
    ),
    switchCommand("enable", "Takes the kill switch back, for whoever has used it."),
  ];
}

function switchCommand(kind: "disable" | "enable", description: string): Command {
  return new Command(kind)
    .argument("<name>", "the subgraph: swe-wanted")
    .description(description)
    .addOption(keyOption())
    .addOption(ownerOption())
    .addOption(registryOption())
    .addOption(jsonOption())
    .addHelpText("after", EXITS)
    .action((name: string, given: unknown) =>
      runOverRegistry(optionsSchema, given, async (store, options) => {
        const signed = await signedOrder(store, options, { kind, name });
        return reportPublished(await registryOf(store).switchTo(signed), options.json);
      }),
    );
}
