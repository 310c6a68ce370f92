import { Command } from "commander";
import { z } from "zod";
import type { OperationUsage } from "../usage/operation-usage.js";
import { jsonOption, printJson, registryOption, runOverRegistry } from "./registry-option.js";
import { EXIT, EXITS } from "./run-command.js";

const optionsSchema = z.object({ client: z.string().optional(), registry: z.string(), json: z.boolean() });

/** `schema usage`: which client asks which operation, how often, and since when. */
export function usageCommand(): Command {
  return new Command("usage")
    .description("Lists what clients were seen to ask, the most frequent first. --json is what check takes as --usage.")
    .option("--client <name>", "of that client alone")
    .addOption(registryOption())
    .addOption(jsonOption())
    .addHelpText("after", EXITS)
    .action((given: unknown) =>
      runOverRegistry(optionsSchema, given, async (store, { client, json }) => {
        const usage = (await store.usage()).filter((one) => client === undefined || one.client === client);
        if (json) printJson(usage);
        else process.stdout.write(usage.map((one) => `${line(one)}\n`).join(""));
        return EXIT.passed;
      }),
    );
}

function line({ client, clientVersion, operationName, hash, count, firstSeen, lastSeen }: OperationUsage): string {
  const who = clientVersion === null ? client : `${client} ${clientVersion}`;
  return `${count}  ${who}  ${operationName ?? "(unnamed)"}  ${firstSeen} to ${lastSeen}  ${hash.slice(0, 12)}`;
}
