import { createEmbeddedGraph } from "../../gateway/embedded-graph.js";
import { GraphInUse } from "../../gateway/graph/graph-in-use.js";
import { serveGraph } from "../../gateway/http/serve-graph.js";
import type { ServedGraph } from "../../gateway/http/serve-graph.js";
import { TRAINING_AUTHORITY } from "../../gateway/officer/training.js";
import { readOperations, readSupergraph } from "../../gateway/schema-files.js";
import { createLogger } from "../../subgraphs/kit/process.js";
import type { World } from "../../subgraphs/world/index.js";
import { openLog } from "./audit.js";
import { startCountries } from "./countries.js";
import type { Conduct } from "./countries.js";
import { temporaryFolder } from "./processes.js";

export interface CountryGraph extends ServedGraph {
  /** The ids of the countries' sources, in the order of their conducts. */
  readonly countries: readonly string[];
}

/**
 * The gateway with every subgraph in this process and a log on disk, over a register of persons in each of these countries
 * and the vehicles of the world.
 */
export async function startCountryGraph(
  world: Pick<World, "sources" | "databases">,
  conducts: readonly Conduct[],
  deadlineMs: number,
): Promise<CountryGraph> {
  await using resources = new AsyncDisposableStack();
  const countries = resources.use(await startCountries(conducts));
  const folder = resources.use(await temporaryFolder());
  const sources = [...countries.sources, ...world.sources.filter(({ domain }) => domain === "vehicles")];
  const server = await createEmbeddedGraph(
    { ...countries.connections, sources, databases: world.databases },
    {
      supergraphSdl: await readSupergraph(),
      introspection: false,
      audit: resources.use(await openLog(folder.path)),
      warmUp: await readOperations(),
      officer: TRAINING_AUTHORITY,
    },
  );
  const { url } = resources.use(
    await serveGraph(new GraphInUse({ server, version: null }), {
      host: "127.0.0.1",
      port: 0,
      deadlineMs,
      authorityOf: async () => TRAINING_AUTHORITY,
      explorer: false,
      logger: createLogger("silent"),
    }),
  );
  const opened = resources.move();
  return {
    url: `${url}/graphql`,
    countries: countries.sources.map(({ id }) => id),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
