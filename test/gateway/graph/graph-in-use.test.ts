import { ApolloServer } from "@apollo/server";
import { expect, test } from "vitest";
import { GraphInUse } from "../../../gateway/graph/graph-in-use.js";
import type { RequestScope } from "../../../gateway/graph/request-scope.js";

/** A version that says when it has ended. */
async function generation(version: number, ended: number[]) {
  const server = new ApolloServer<RequestScope>({ typeDefs: "type Query { open: String }" });
  await server.start();
  return { server, version, release: async () => void ended.push(version) };
}

test("an operation runs on the graph on which it began, and that graph ends with the last of them", async () => {
  const ended: number[] = [];
  const [one, two] = [await generation(1, ended), await generation(2, ended)];
  const graph = new GraphInUse(one);
  const holds = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
  const running = holds.map(({ promise }) =>
    graph.run(async (server) => {
      await promise;
      return server;
    }),
  );

  graph.replace(two);
  const after = await graph.run(async (server) => server);
  holds[0].resolve();
  await running[0];
  const endedBeforeLast = [...ended];
  holds[1].resolve();
  const servers = await Promise.all(running);
  await graph.stop();

  expect(servers).toEqual([one.server, one.server]);
  expect(after).toBe(two.server);
  expect(endedBeforeLast).toEqual([]);
  expect(ended).toEqual([1, 2]);
});

test("an operation that fails is counted as ended", async () => {
  const ended: number[] = [];
  const graph = new GraphInUse(await generation(1, ended));

  const failing = graph.run(() => Promise.reject(new Error("It fails.")));
  graph.replace(await generation(2, ended));
  await expect(failing).rejects.toThrow("It fails.");
  await graph.stop();

  expect(ended).toEqual([1, 2]);
});

test("a version that is ready only after the end is ended at once", async () => {
  const ended: number[] = [];
  const graph = new GraphInUse(await generation(1, ended));
  await graph.stop();

  graph.replace(await generation(2, ended));
  await graph.stop();

  expect(ended).toEqual([1, 2]);
});
