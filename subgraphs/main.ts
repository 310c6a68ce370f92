import { Command, Option } from "commander";
import { z } from "zod";
import { createSubgraph, SUBGRAPH_NAMES } from "./all.js";
import { openTrustFolder } from "./kit/chip/trust-folder.js";
import { runSubgraph } from "./kit/graph/run-subgraph.js";
import { serveSubgraph } from "./kit/graph/serve-subgraph.js";
import { openHopGate } from "./kit/hop/key-folder.js";
import { loadPolicies } from "./kit/policy/policies.js";
import { createLogger, runUntilStopped } from "./kit/process.js";
import { openCallbacks } from "./kit/remote/callbacks.js";
import { openConnections } from "./kit/sources/open-connections.js";
import { openSources } from "./kit/sources/watched-sources.js";
import { openWorld } from "./world/index.js";

const optionsSchema = z.object({
  port: z.coerce.number().int().min(0).max(65_535),
  host: z.string(),
  databaseUrl: z.string().optional(),
  mariadbUrl: z.string().optional(),
  folder: z.string(),
  keys: z.string(),
  registry: z.string().min(1).optional(),
  trust: z.string().optional(),
  callbackUrl: z.url({ protocol: /^https?$/ }).optional(),
  callbackPort: z.coerce.number().int().min(0).max(65_535),
  size: z.coerce.number().int(),
  seed: z.coerce.number().int(),
});

const command = new Command("subgraph")
  .description("Serves one subgraph over HTTP, with its part of the invented world.")
  .argument("<name>", SUBGRAPH_NAMES.join(", "))
  .addOption(new Option("--host <host>", "where to listen").env("HOST").default("127.0.0.1"))
  .addOption(new Option("--port <port>", "0 takes any free port").env("PORT").default("0"))
  .addOption(new Option("--database-url <url>", "PostgreSQL in place of the embedded database").env("DATABASE_URL"))
  .addOption(new Option("--mariadb-url <url>", "MariaDB for the sources that are kept in one").env("MARIADB_URL"))
  .addOption(
    new Option("--folder <folder>", "where the embedded database keeps its files")
      .env("DATA_FOLDER")
      .default(".crosscheck"),
  )
  .addOption(
    new Option("--keys <folder>", "where the keys are that the gateway is known by: npm run keys makes them")
      .env("KEYS_FOLDER")
      .default(".crosscheck/keys"),
  )
  .addOption(
    new Option("--registry <place>", "where the sources are kept: a folder, or a PostgreSQL database").env("REGISTRY"),
  )
  .addOption(
    new Option("--trust <folder>", "where the states' authorities are by whose signatures chips are examined").env(
      "TRUST_FOLDER",
    ),
  )
  .addOption(
    new Option(
      "--callback-url <url>",
      "this process as the systems of countries reach it, for what they do not answer at once",
    ).env("CALLBACK_URL"),
  )
  .addOption(
    new Option("--callback-port <port>", "where it listens for them; 0 takes any free port")
      .env("CALLBACK_PORT")
      .default("4001"),
  )
  .addOption(new Option("--size <records>", "records of the invented world").env("WORLD_SIZE").default("50000"))
  .addOption(new Option("--seed <seed>", "which invented world").env("WORLD_SEED").default("1"));

command.action(async (asked: string, options: unknown) => {
  const name = SUBGRAPH_NAMES.find((known) => known === asked);
  if (name === undefined)
    return command.error(`There is no subgraph ${asked}: take one of ${SUBGRAPH_NAMES.join(", ")}.`, { exitCode: 2 });
  const { folder, keys, trust, registry, size, seed, host, port, ...given } = optionsSchema.parse(options);
  const { databaseUrl, mariadbUrl, callbackUrl, callbackPort } = given;
  await runUntilStopped(async (resources) => {
    const logger = createLogger(process.env["LOG_LEVEL"] ?? "info");
    // First, so that it does not build a world to find that it may answer nobody.
    const policies = await loadPolicies();
    const gate = resources.use(await openHopGate(keys, name, policies.version, logger)).gate;
    const trustStore = trust === undefined ? undefined : await openTrustFolder(trust);
    const domains = name === "checks" ? [] : [name];
    const world = resources.use(await openWorld({ folder, size, seed, databaseUrl, mariadbUrl, domains }));
    const sources = registry === undefined ? world.sources : resources.use(await openSources(registry, logger));
    const callbacks =
      callbackUrl === undefined
        ? undefined
        : resources.use(await openCallbacks({ host, port: callbackPort, publicUrl: callbackUrl }));
    const connections = resources.use(
      openConnections({ folder: keys, databases: world.databases, own: world.own, log: logger, callbacks }),
    );
    const subgraph = await runSubgraph(await createSubgraph(name, sources, connections, policies, trustStore));
    const served = resources.use(await serveSubgraph(subgraph, { host, port, gate, logger }));
    process.stdout.write(`${name} answers at ${served.url}\n`);
  });
});
await command.parseAsync();
