import { Command } from "commander";
import { z } from "zod";
import { InvalidInput } from "../../subgraphs/kit/errors.js";
import { readFileOf } from "../../subgraphs/kit/sources/registry.js";
import type { SourceConfiguration } from "../../subgraphs/kit/sources/registry.js";
import { openSourceStore } from "../../subgraphs/kit/sources/source-store.js";
import type { SourceStore } from "../../subgraphs/kit/sources/source-store.js";
import { jsonOption, printJson, registryOption } from "./registry-option.js";
import { EXIT, EXITS, readNamedFile, readOptions, runCommand } from "./run-command.js";

const optionsSchema = z.object({
  add: z.string().optional(),
  enable: z.boolean(),
  disable: z.boolean(),
  registry: z.string(),
  json: z.boolean(),
});
type Options = z.output<typeof optionsSchema>;

/** `schema source [ID]`: the sources of a registry; what it changes is in effect within a second. */
export function sourceCommand(): Command {
  return new Command("source")
    .argument("[id]", "one source: swe-vehicles")
    .description("Lists a registry's sources, adds some, or switches one on or off.")
    .option("--add <file>", "add the sources of a file, or put them in the place of those with their ids")
    .option("--disable", "ask it nothing until it is enabled again", false)
    .option("--enable", "ask it again", false)
    .addOption(registryOption())
    .addOption(jsonOption())
    .addHelpText("after", EXITS)
    .action((id: string | undefined, given: unknown) =>
      runCommand(async () => {
        const options = readOptions(optionsSchema, given);
        await using store = await openSourceStore(options.registry);
        if (options.add !== undefined) await add(store, options.add);
        if (options.enable || options.disable) await switchTo(store, id, options.enable);
        return list(store, id, options);
      }),
    );
}

async function add(store: SourceStore, file: string): Promise<void> {
  const { sources, faults } = readFileOf(file, await readNamedFile(file));
  if (faults.length > 0) throw badInput("--add", faults.join(" "));
  for (const source of sources) await store.put(source.id, source);
}

async function switchTo(store: SourceStore, id: string | undefined, enabled: boolean): Promise<void> {
  const source = (await readAll(store)).find((known) => known.id === id);
  if (source === undefined) throw badInput("id", "Name a source of the registry.");
  await store.put(source.id, { ...source, enabled });
}

async function list(store: SourceStore, id: string | undefined, { json }: Options): Promise<number> {
  const sources = (await readAll(store)).filter((source) => id === undefined || source.id === id);
  if (json) printJson(sources);
  else
    process.stdout.write(
      sources
        .map(({ id: name, owner, domain, enabled }) => `${name}  ${owner}  ${domain}${enabled ? "" : "  disabled"}\n`)
        .join(""),
    );
  return EXIT.passed;
}

async function readAll(store: SourceStore): Promise<readonly SourceConfiguration[]> {
  return [...(await store.read())].flatMap(([name, text]) => readFileOf(name, text).sources);
}

function badInput(path: string, message: string): InvalidInput {
  return new InvalidInput([{ code: "INVALID_CHOICE", path: [path], message }]);
}
