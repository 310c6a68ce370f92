import { expect, test } from "vitest";
import { readSubgraphAddresses } from "../../../gateway/graph/subgraph-addresses.js";
import type { SubgraphClient } from "../../../gateway/graph/subgraph-client.js";
import { SubgraphPool } from "../../../gateway/graph/subgraph-pool.js";
import { readSupergraph } from "../../../gateway/schema-files.js";

function pool() {
  const [made, closed]: [string[], string[]] = [[], []];
  const connect = async ({ name, url }: { readonly name: string; readonly url: string }): Promise<SubgraphClient> => {
    if (url === "nowhere") throw new Error(`There is no way to ${name}.`);
    made.push(url);
    return {
      fetch: async () => ({ data: { url } }),
      [Symbol.asyncDispose]: async () => void closed.push(url),
    };
  };
  return { made, closed, pool: new SubgraphPool(connect) };
}

const NEEDS = { scopes: new Set(["vehicle:read"]), policies: new Set<string>() };
const [ONE, TWO] = [
  { name: "one", url: "http://one", needs: NEEDS, mustBePublic: false },
  { name: "two", url: "http://two", needs: NEEDS, mustBePublic: false },
];

test("versions that name the same subgraph at the same address share the way to it, and the last closes it", async () => {
  const { made, closed, pool: ways } = pool();

  const first = await ways.take([ONE, TWO]);
  const second = await ways.take([ONE, { ...TWO, url: "http://other" }]);
  await first.release();
  const closedByFirst = [...closed];
  await second.release();

  expect(first.clients.get("one")).toBe(second.clients.get("one"));
  expect(made).toEqual(["http://one", "http://two", "http://other"]);
  expect(closedByFirst).toEqual(["http://two"]);
  expect(closed.toSorted()).toEqual(["http://one", "http://other", "http://two"]);
});

test("a subgraph whose rules name other scopes than before is told of those from then on", async () => {
  const { made, pool: ways } = pool();

  const before = await ways.take([ONE]);
  const alike = await ways.take([{ ...ONE, needs: { ...NEEDS, scopes: new Set(NEEDS.scopes) } }]);
  const after = await ways.take([{ ...ONE, needs: { ...NEEDS, scopes: new Set(["vehicle:read", "person:read"]) } }]);

  expect(alike.clients.get("one")).toBe(before.clients.get("one"));
  expect(after.clients.get("one")).not.toBe(before.clients.get("one"));
  expect(made).toEqual(["http://one", "http://one"]);
});

test("a subgraph that may no longer be in this network is connected to anew", async () => {
  const { made, pool: ways } = pool();

  const before = await ways.take([ONE]);
  const after = await ways.take([{ ...ONE, mustBePublic: true }]);

  expect(after.clients.get("one")).not.toBe(before.clients.get("one"));
  expect(made).toEqual(["http://one", "http://one"]);
});

test("where one way cannot be found none is kept, and it is looked for again the next time", async () => {
  const { made, closed, pool: ways } = pool();

  await expect(ways.take([ONE, { ...TWO, url: "nowhere" }])).rejects.toThrow("There is no way to two.");
  const { release } = await ways.take([ONE]);
  await release();

  expect(made).toEqual(["http://one", "http://one"]);
  expect(closed).toEqual(["http://one", "http://one"]);
});

test("the addresses are those that the supergraph has", async () => {
  const ports = "biometrics 4106, checks 4101, notices 4103, persons 4102, travel-documents 4104, vehicles 4105";
  const services = ports.split(", ").map((entry) => {
    const [name, port] = entry.split(" ");
    return { name, url: `http://127.0.0.1:${port}/graphql` };
  });
  const log = { name: "access-log", url: "https://access-log.invalid/graphql" };

  expect(readSubgraphAddresses(await readSupergraph())).toEqual([log, ...services]);
});
