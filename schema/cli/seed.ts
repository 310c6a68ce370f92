import { Command } from "commander";
import { z } from "zod";
import { InvalidInput } from "../../subgraphs/kit/errors.js";
import { packageFile } from "../../subgraphs/kit/package-file.js";
import { readRegistry } from "../../subgraphs/kit/sources/registry.js";
import { openSourceStore } from "../../subgraphs/kit/sources/source-store.js";
import { GRAPH } from "../checks/schema-change.js";
import { openStore } from "../registry/open-store.js";
import { signOrder } from "../registry/envelope.js";
import { readSubgraphs } from "../schema-folder.js";
import { reportPublished } from "./publish.js";
import {
  jsonOption,
  keyOption,
  readSigningKey,
  registryOf,
  registryOption,
  runOverRegistry,
} from "./registry-option.js";
import { EXITS } from "./run-command.js";
import { readOrder } from "./signed-order.js";

const optionsSchema = z.object({ key: z.string(), sources: z.string(), registry: z.string(), json: z.boolean() });

/** `schema seed --key file`: the first version of a registry's graph, from what is committed. */
export function seedCommand(): Command {
  return new Command("seed")
    .description("Begins a registry: with the committed subgraphs as version 1, and with sources.")
    .addOption(keyOption())
    .option("--sources <folder>", "the sources to begin with", packageFile("subgraphs/world/sources"))
    .addOption(registryOption())
    .addOption(jsonOption())
    .addHelpText("after", EXITS)
    .action((given: unknown) =>
      runOverRegistry(
        optionsSchema,
        given,
        async (store, { key: file, sources, registry, json }) => {
          const key = await readSigningKey(file);
          const subgraphs = await readSubgraphs(packageFile("schema/subgraphs"));
          const publishedAt = new Date().toISOString();
          const orders = subgraphs.map((subgraph) =>
            readOrder({ kind: "publish", ...subgraph, owner: GRAPH, publishedAt, sequence: 1 }),
          );
          const published = await registryOf(store).seed(
            await Promise.all(orders.map((order) => signOrder(order, key))),
          );
          await copySources(sources, registry);
          return reportPublished(published, json);
        },
        openStore,
      ),
    );
}

async function copySources(folder: string, registry: string): Promise<void> {
  await using store = await openSourceStore(registry);
  const known = await store.read();
  if (known.size > 0) return;
  const sources = await readRegistry(folder).catch(() => {
    throw new InvalidInput([{ code: "FILE_NOT_READ", path: ["--sources"], message: "The folder holds no sources." }]);
  });
  for (const source of sources) await store.put(source.id, source);
}
