import type { ApolloServer } from "@apollo/server";
import type { Logger } from "pino";
import { openTrustFolder } from "../subgraphs/kit/chip/trust-folder.js";
import { loadPolicies } from "../subgraphs/kit/policy/policies.js";
import { createLogger, runUntilStopped } from "../subgraphs/kit/process.js";
import { openWorld } from "../subgraphs/world/index.js";
import { fieldRightsBy } from "./access/field-rights-by.js";
import { openAudit } from "./audit/open-audit.js";
import { readConfig } from "./config.js";
import type { Config } from "./config.js";
import { createEmbeddedGraph } from "./embedded-graph.js";
import { createGraph } from "./graph/create-graph.js";
import { httpSubgraph } from "./graph/http-subgraph.js";
import type { RequestScope } from "./graph/request-scope.js";
import { openHopSenders } from "./hop-senders.js";
import { serveGraph } from "./http/serve-graph.js";
import { openAuthority } from "./officer/open-authority.js";
import { SAY_TRAINING, TRAINING_AUTHORITY } from "./officer/training.js";
import { createIssuer } from "./issuer/create-issuer.js";
import { readOperations, readSupergraph } from "./schema-files.js";

await runUntilStopped(async () => {
  const config = readConfig(process.env);
  const explorer = config.NODE_ENV !== "production";
  const { authorityOf, localIssuer } = await openAuthority(config);
  const resources = new AsyncDisposableStack();
  const logger = createLogger(config.LOG_LEVEL);
  const graph = await openGraph(config, { isTraining: localIssuer !== null, logger, resources });
  const served = await serveGraph(graph, {
    host: config.HOST,
    port: config.PORT,
    deadlineMs: config.DEADLINE_MS,
    authorityOf,
    explorer,
    logger,
    training: localIssuer === null ? undefined : { issuer: createIssuer(localIssuer) },
  });
  resources.use(served);
  process.stdout.write(howToAsk(served.url, { explorer, isTraining: localIssuer !== null }));
  return resources;
});

/** Over services where they are configured, else everything in this process. What it opens goes on the stack. */
async function openGraph(
  config: Config,
  {
    isTraining,
    logger,
    resources,
  }: { readonly isTraining: boolean; readonly logger: Logger; readonly resources: AsyncDisposableStack },
): Promise<ApolloServer<RequestScope>> {
  const audit = resources.use(
    await openAudit(config, (err) => logger.fatal({ err }, "The audit log cannot be written: nobody is answered.")),
  );
  const settings = {
    audit,
    supergraphSdl: await readSupergraph(),
    warmUp: await readOperations(),
    introspection: config.NODE_ENV !== "production",
    plugins: isTraining ? [SAY_TRAINING] : [],
  };
  if (config.SUBGRAPHS !== null) {
    const senders = resources.use(await openHopSenders(config.KEYS_FOLDER, logger));
    const subgraphs = [...config.SUBGRAPHS].map(
      ([name, url]) => [name, resources.use(httpSubgraph(url, senders.to(name)))] as const,
    );
    const fieldRightsOf = fieldRightsBy(await loadPolicies());
    return createGraph({ ...settings, subgraphs: new Map(subgraphs), fieldRightsOf });
  }
  const trust = config.TRUST_FOLDER === undefined ? undefined : await openTrustFolder(config.TRUST_FOLDER);
  const world = await openWorld({
    folder: config.DATA_FOLDER,
    databaseUrl: config.DATABASE_URL,
    mariadbUrl: config.MARIADB_URL,
    size: config.WORLD_SIZE,
    seed: config.WORLD_SEED,
  });
  resources.use(world);
  return createEmbeddedGraph(world, { ...settings, trust, officer: isTraining ? TRAINING_AUTHORITY : undefined });
}

function howToAsk(
  url: string,
  { explorer, isTraining }: { readonly explorer: boolean; readonly isTraining: boolean },
): string {
  const lines = [
    `Crosscheck answers at ${url}/graphql`,
    ...(explorer ? [`Explore it at        ${url}/`] : []),
    `Ask it with          npm run check -- --graph ${url}/graphql --name "Eriksson, Anna Maria" --born 1974-08-12`,
    ...(isTraining
      ? [
          "This is the training graph: all people in it are invented, and who shows no token is an invented officer.",
          `Be another one with   npm run token -- --issuer ${url}/issuer --role border-guard --country FRA`,
        ]
      : []),
    "",
  ];
  return lines.join("\n");
}
