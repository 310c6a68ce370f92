import type { Logger } from "pino";
import type { HopGate } from "../kit/hop/hop-gate.js";
import type { RunningSubgraph } from "../kit/graph/run-subgraph.js";
import { serveSubgraph } from "../kit/graph/serve-subgraph.js";
import { answerItself } from "./answer-itself.js";
import type { CountryConfiguration } from "./configuration.js";
import { openCountry } from "./open-country.js";
import type { Country } from "./open-country.js";
import type { Environment } from "./open-databases.js";
import { ownNameOf } from "./own/own-subgraph.js";
import { openOwnGate, openServerKeys } from "./server-keys.js";

const WARM_MS = 30_000;

/** The country's one process: it answers the graph, and keeps its search keys current. @throws InvalidConfiguration */
export async function serveCountry(
  configuration: CountryConfiguration,
  env: Environment,
  logger: Logger,
): Promise<{ readonly url: string; readonly ownUrl: string | null } & AsyncDisposable> {
  const resources = new AsyncDisposableStack();
  try {
    // First, so that it does not build keys to find that it may answer nobody.
    const { gate, answerKeys } = resources.use(await openServerKeys(configuration, logger));
    const ownGate = await openGateOfOwn(configuration, resources, logger);
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
    const own = await serveOwn(country, ownGate, resources, logger);
    return { url: served.url, ownUrl: own, [Symbol.asyncDispose]: () => resources.disposeAsync() };
  } catch (error) {
    await resources.disposeAsync();
    throw error;
  }
}

async function openGateOfOwn(
  { country, keys, ownSubgraph }: CountryConfiguration,
  resources: AsyncDisposableStack,
  logger: Logger,
): Promise<HopGate | null> {
  if (ownSubgraph === undefined) return null;
  return resources.use(await openOwnGate(keys, ownNameOf(country, ownSubgraph), logger)).gate;
}

/** The country's own part of the graph, at an address of its own. */
async function serveOwn(
  { configuration, own }: Country,
  gate: HopGate | null,
  resources: AsyncDisposableStack,
  logger: Logger,
): Promise<string | null> {
  const { ownSubgraph } = configuration;
  if (own === null || gate === null || ownSubgraph === undefined) return null;
  return resources.use(await serveSubgraph(lasting(own), { ...ownSubgraph.listen, gate, logger })).url;
}

/** What is closed with the country, and not by who serves it. */
function lasting(own: RunningSubgraph): RunningSubgraph {
  return { ...own, [Symbol.asyncDispose]: async () => {} };
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
