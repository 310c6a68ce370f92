import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GRAPH } from "../../schema/checks/schema-change.js";
import { PostgresStore } from "../../schema/registry/postgres/postgres-store.js";
import { openPostgres } from "../../subgraphs/kit/database/database.js";
import { postgresPrograms, startPostgres } from "../support/postgres-server.js";
import type { PostgresServer } from "../support/postgres-server.js";
import { registryOver, SigningOwner } from "../support/registry.js";
import {
  askForVersions,
  startFollowingGateway,
  startVersionedSubgraphs,
  VERSIONED,
} from "../support/versioned-graph.js";

const programs = await postgresPrograms();
if (programs === null && process.env["CROSSCHECK_ENGINES"]?.includes("postgres"))
  throw new Error("PostgreSQL was to be tested but is not installed.");

/** Only what is announced counts: looking by itself comes too late to help. */
const NEVER_LOOK = { lookEveryMs: 3_600_000 };

let server: PostgresServer;

beforeAll(async () => {
  if (programs !== null) server = await startPostgres(programs);
}, 60_000);

afterAll(() => server?.[Symbol.asyncDispose]());

/** Two gateways over one registry of one database, each with connections of its own, and somebody who publishes. */
async function startTwo(schema: string) {
  const resources = new AsyncDisposableStack();
  const open = async () => resources.use(await PostgresStore.open(server.url, { schema, ...NEVER_LOOK }));
  const subgraphs = resources.use(await startVersionedSubgraphs());
  const store = await open();
  const graph = new SigningOwner(GRAPH);
  const sweden = new SigningOwner("SWE");
  for (const owner of [graph, sweden]) await store.putOwner(owner.entry);
  const alpha = (version: number) =>
    graph.publish("alpha", VERSIONED.alpha(version), { url: subgraphs.url("alpha", version) });
  const beta = (version: number) =>
    sweden.publish("swe-beta", VERSIONED.beta(version), { url: subgraphs.url("swe-beta", version) });
  await registryOver(store).seed([await alpha(1), await beta(1)]);
  const gateways = [
    resources.use(await startFollowingGateway(await open())),
    resources.use(await startFollowingGateway(await open())),
  ] as const;
  return {
    gateways,
    /** Over a connection of its own, as the command does. */
    publishAlpha: async (version: number): Promise<number> => {
      await using published = await PostgresStore.open(server.url, { schema });
      return (await registryOver(published).publish(await alpha(version))).version.number;
    },
    /** Whether both answer as of this version, and how long that took, milliseconds. */
    untilBoth: async (number: number): Promise<number> => {
      const startedAt = performance.now();
      while (gateways.some((gateway) => gateway.version !== number) && performance.now() - startedAt < 10_000)
        await wait(5);
      return gateways.every((gateway) => gateway.version === number) ? performance.now() - startedAt : Number.NaN;
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

async function endConnections(): Promise<void> {
  await using database = openPostgres(server.url);
  await database.run(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname IS NOT NULL",
  );
}

const told = (alpha: number) => ({ alpha: [`alpha ${alpha}`, alpha], beta: ["beta 1", 1] });

test.skipIf(programs === null)("two gateways take what is published, at once and alike", async () => {
  await using two = await startTwo("published");

  const number = await two.publishAlpha(2);
  const tookMs = await two.untilBoth(number);
  const answers = await Promise.all(two.gateways.map(({ url }) => askForVersions(url, "1")));

  expect(tookMs).toBeLessThan(1_000);
  expect(answers).toEqual([told(2), told(2)]);
});

test.skipIf(programs === null)(
  "whose connections are killed misses nothing that is published before they are back",
  async () => {
    await using two = await startTwo("killed");

    for (let version = 2; version <= 6; version += 1) {
      await endConnections();
      const number = await two.publishAlpha(version);
      expect(await two.untilBoth(number)).toBeLessThan(1_000);
    }
    const answers = await Promise.all(two.gateways.map(({ url }) => askForVersions(url, "1")));

    expect(answers).toEqual([told(6), told(6)]);
  },
);

test.skipIf(programs === null)(
  "while the database is down both answer on; once it is back both have what was published, within a second",
  async () => {
    await using two = await startTwo("restarted");
    await two.publishAlpha(2);
    await two.untilBoth(2);

    await server.crash();
    await wait(1_500);
    const meanwhile = await Promise.all(two.gateways.map(({ url }) => askForVersions(url, "1")));
    await server.start();
    const startedAt = performance.now();
    const number = await two.publishAlpha(3);
    const publishedAfterMs = performance.now() - startedAt;
    const tookMs = await two.untilBoth(number);
    const afterwards = await Promise.all(two.gateways.map(({ url }) => askForVersions(url, "2")));

    expect(meanwhile).toEqual([told(2), told(2)]);
    expect(afterwards).toEqual([told(3), told(3)]);
    expect(publishedAfterMs + tookMs).toBeLessThan(1_000);
  },
);
