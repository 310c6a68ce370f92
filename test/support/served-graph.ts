import { pino } from "pino";
import { accessOptions, tellRefused } from "../../gateway/access/access-options.js";
import { createEmbeddedGraph } from "../../gateway/embedded-graph.js";
import { GraphInUse } from "../../gateway/graph/graph-in-use.js";
import { serveGraph } from "../../gateway/http/serve-graph.js";
import type { ServedGraph } from "../../gateway/http/serve-graph.js";
import { openAuthority } from "../../gateway/officer/open-authority.js";
import { readConfig } from "../../gateway/config.js";
import { createIssuer } from "../../gateway/issuer/create-issuer.js";
import { SAY_TRAINING } from "../../gateway/officer/training.js";
import { readSupergraph } from "../../gateway/schema-files.js";
import { RememberedTrail } from "./audit.js";

/** Every part of the graph over real HTTP, as `main.ts` puts it together, but with no source behind it. Its log is kept. */
export async function startGraphWithoutSources(
  env: Readonly<Record<string, string>>,
): Promise<ServedGraph & { readonly lines: readonly string[] }> {
  const lines: string[] = [];
  const config = readConfig(env);
  const logger = pino({ level: "trace" }, { write: (line: string) => void lines.push(line) });
  const { authorityOf, localIssuer } = await openAuthority(config);
  const graph = await createEmbeddedGraph(
    { sources: [], databases: noDatabase },
    {
      supergraphSdl: await readSupergraph(),
      introspection: true,
      audit: new RememberedTrail(),
      access: accessOptions(config),
      onRefused: tellRefused(logger),
      plugins: localIssuer === null ? [] : [SAY_TRAINING],
    },
  );
  const served = await serveGraph(new GraphInUse({ server: graph, version: null }), {
    host: "127.0.0.1",
    port: 0,
    deadlineMs: 10_000,
    authorityOf,
    explorer: false,
    logger,
    training: localIssuer === null ? undefined : { issuer: createIssuer(localIssuer) },
  });
  return { ...served, lines };
}

function noDatabase(): never {
  throw new Error("Without a source there is no database.");
}
