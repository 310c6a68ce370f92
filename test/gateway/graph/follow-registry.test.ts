import { ApolloServer } from "@apollo/server";
import { expect, test, vi } from "vitest";
import { followRegistry } from "../../../gateway/graph/follow-registry.js";
import type { RequestScope } from "../../../gateway/graph/request-scope.js";
import { seeded, STORES } from "../../support/registry.js";

async function started(version: number) {
  const server = new ApolloServer<RequestScope>({ typeDefs: "type Query { open: String }" });
  await server.start();
  return { server, version };
}

test("a version that cannot be made ready is told, tried again, and the one before goes on answering", async () => {
  await using store = await STORES.files();
  const { registry, graph } = await seeded(store);
  const errors: unknown[] = [];
  let failures = 2;
  await using followed = await followRegistry({
    store,
    log: { info: () => {}, error: (facts) => errors.push(facts) },
    build: async ({ number: version }) => {
      if (version === 2 && failures-- > 0) throw new Error("Its keys are missing.");
      return started(version);
    },
  });

  await registry.publish(await graph.publish("checks", "type Query { closed: String }", { sequence: 2 }));
  await vi.waitFor(() => expect(errors).toHaveLength(1));
  const meanwhile = followed.graph.version;
  await vi.waitFor(() => expect(followed.graph.version).toBe(2), 5_000);
  await followed.graph.stop();

  expect(meanwhile).toBe(1);
  expect(errors).toEqual([
    { version: 2, fault: "Its keys are missing." },
    { version: 2, fault: "Its keys are missing." },
  ]);
});

test("what is published while one is made ready is taken next, and what lies between is passed over", async () => {
  await using store = await STORES.files();
  const { registry, graph } = await seeded(store);
  const built: number[] = [];
  const hold = Promise.withResolvers<void>();
  await using followed = await followRegistry({
    store,
    log: { info: () => {}, error: () => {} },
    build: async ({ number: version }) => {
      built.push(version);
      if (version === 2) await hold.promise;
      return started(version);
    },
  });

  const publish = async (sequence: number) =>
    registry.publish(await graph.publish("checks", `type Query { open${sequence}: String }`, { sequence }));
  await publish(2);
  await vi.waitFor(() => expect(built).toContain(2));
  for (const sequence of [3, 4, 5]) await publish(sequence);
  hold.resolve();
  await vi.waitFor(() => expect(followed.graph.version).toBe(5), 5_000);
  await followed.graph.stop();

  expect(built.filter((version) => version <= 2)).toEqual([1, 2]);
  expect(built.length).toBeLessThan(5);
});

test("a registry without a graph is told at the start", async () => {
  await using store = await STORES.files();

  const following = followRegistry({ store, log: { info: () => {}, error: () => {} }, build: async () => started(1) });

  await expect(following).rejects.toMatchObject({ code: "INVALID_CONFIGURATION" });
});
