import { Command } from "commander";
import { z } from "zod";
import { reportPublished } from "./publish.js";
import {
  jsonOption,
  keyOption,
  ownerOption,
  registryOf,
  registryOption,
  runOverRegistry,
  waiversOption,
} from "./registry-option.js";
import { EXITS } from "./run-command.js";
import { signedOrder } from "./signed-order.js";

const optionsSchema = z.object({
  key: z.string(),
  owner: z.string(),
  registry: z.string(),
  waivers: z.string(),
  json: z.boolean(),
});

/** `schema withdraw NAME --key file`: takes a subgraph out of the graph. */
export function withdrawCommand(): Command {
  return new Command("withdraw")
    .argument("<name>", "the subgraph: swe-wanted")
    .description(
      "Takes a subgraph out of the graph, by its owner or the operator: checked as any change is, and refused while clients ask for its fields. To have it asked no more at once, disable it.",
    )
    .addOption(keyOption())
    .addOption(ownerOption())
    .addOption(registryOption())
    .addOption(waiversOption())
    .addOption(jsonOption())
    .addHelpText("after", EXITS)
    .action((name: string, given: unknown) =>
      runOverRegistry(optionsSchema, given, async (store, options) => {
        const signed = await signedOrder(store, options, { kind: "withdraw", name });
        return reportPublished(await registryOf(store, options.waivers).withdraw(signed), options.json);
      }),
    );
}
