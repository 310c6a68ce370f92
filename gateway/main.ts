import type { ApolloServer } from "@apollo/server";
import { EVERY_RIGHT } from "../subgraphs/kit/access/field-rights.js";
import type { Logger } from "pino";
import { createLogger, runUntilStopped } from "../subgraphs/kit/process.js";
import { openWorld } from "../subgraphs/world/index.js";
import { readConfig } from "./config.js";
import type { Config } from "./config.js";
import { createEmbeddedGraph } from "./embedded-graph.js";
import { createGraph } from "./graph/create-graph.js";
import { httpSubgraph } from "./graph/http-subgraph.js";
import type { RequestScope } from "./graph/request-scope.js";
import { openHopSenders } from "./hop-senders.js";
import { serveGraph } from "./http/serve-graph.js";
import { TRAINING_AUTHORITY } from "./officer/training.js";
import { readOperations, readSupergraph } from "./schema-files.js";

await runUntilStopped(async () => {
  const config = readConfig(process.env);
  const explorer = config.NODE_ENV !== "production";
  const resources = new AsyncDisposableStack();
  const logger = createLogger(config.LOG_LEVEL);
  const graph = await openGraph(config, logger, resources);
  const served = await serveGraph(graph, {
    host: config.HOST,
    port: config.PORT,
    deadlineMs: config.DEADLINE_MS,
    authorityOf: async () => TRAINING_AUTHORITY,
    explorer,
    logger,
  });
  resources.use(served);
  process.stdout.write(howToAsk(served.url, explorer));
  return resources;
});

/** Over services where they are configured, else everything in this process. What it opens goes on the stack. */
async function openGraph(
  config: Config,
  logger: Logger,
  resources: AsyncDisposableStack,
): Promise<ApolloServer<RequestScope>> {
  const settings = {
    supergraphSdl: await readSupergraph(),
    warmUp: await readOperations(),
    introspection: config.NODE_ENV !== "production",
  };
  if (config.SUBGRAPHS !== null) {
    const senders = resources.use(await openHopSenders(config.KEYS_FOLDER, logger));
    const subgraphs = [...config.SUBGRAPHS].map(
      ([name, url]) => [name, resources.use(httpSubgraph(url, senders.to(name)))] as const,
    );
    return createGraph({ ...settings, subgraphs: new Map(subgraphs) });
  }
  const world = await openWorld({
    folder: config.DATA_FOLDER,
    databaseUrl: config.DATABASE_URL,
    mariadbUrl: config.MARIADB_URL,
    size: config.WORLD_SIZE,
    seed: config.WORLD_SEED,
  });
  resources.use(world);
  // The training graph: everybody in it is invented.
  return createEmbeddedGraph(world, { ...settings, fieldRightsOf: () => EVERY_RIGHT });
}

function howToAsk(url: string, explorer: boolean): string {
  const lines = [
    `Crosscheck answers at ${url}/graphql`,
    ...(explorer ? [`Explore it at        ${url}/`] : []),
    `Ask it with          npm run check -- --graph ${url}/graphql --name "Eriksson, Anna Maria" --born 1974-08-12`,
    "",
  ];
  return lines.join("\n");
}
