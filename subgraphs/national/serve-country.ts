import type { Logger } from "pino";
import { serveSubgraph } from "../kit/graph/serve-subgraph.js";
import { answerItself } from "./answer-itself.js";
import type { CountryConfiguration } from "./configuration.js";
import { openCountry } from "./open-country.js";
import type { Country } from "./open-country.js";
import type { Environment } from "./open-databases.js";
import { openServerKeys } from "./server-keys.js";

const WARM_MS = 30_000;

/** The country's one process: it answers the graph, and keeps its search keys current. @throws InvalidConfiguration */
export async function serveCountry(
  configuration: CountryConfiguration,
  env: Environment,
  logger: Logger,
): Promise<{ readonly url: string } & AsyncDisposable> {
  const resources = new AsyncDisposableStack();
  try {
    // First, so that it does not build keys to find that it may answer nobody.
    const { gate, answerKeys } = resources.use(await openServerKeys(configuration, logger));
    const country = resources.use(await openCountry(configuration, env));
    resources.use(await keepCurrent(country, configuration.index.refreshS * 1_000, logger));
    const warmFor = AbortSignal.timeout(WARM_MS);
    await country
      .warm(warmFor)
      .then(() => answerItself(country, warmFor))
      .catch(() => logger.warn("not warm: the first question takes longer"));
    const served = resources.use(
      await serveSubgraph(country.server, { ...configuration.listen, gate, answerKeys, logger }),
    );
    return { url: served.url, [Symbol.asyncDispose]: () => resources.disposeAsync() };
  } catch (error) {
    await resources.disposeAsync();
    throw error;
  }
}

/** Builds the keys once before anybody is answered, then again and again; a failure is told, and the old keys age. */
async function keepCurrent(country: Country, everyMs: number, logger: Logger): Promise<AsyncDisposable> {
  const over = new AbortController();
  const rebuild = async (): Promise<void> => {
    try {
      for (const { domain, outcome } of await country.rebuildIndex(over.signal)) {
        if (outcome.kind === "FAULTY") logger.error({ domain, faults: outcome.faults }, "search keys not changed");
      }
    } catch {
      // The cause may quote what is in the tables.
      if (!over.signal.aborted) logger.error("search keys not changed: a database did not answer");
    }
  };
  let underWay = rebuild();
  await underWay;
  let timer: NodeJS.Timeout;
  const again = (): void => {
    timer = setTimeout(() => {
      underWay = rebuild().then(again);
    }, everyMs);
  };
  again();
  return {
    [Symbol.asyncDispose]: async () => {
      over.abort();
      clearTimeout(timer);
      await underWay;
      clearTimeout(timer);
    },
  };
}
