import type { RequestListener } from "node:http";
import { expect, test } from "vitest";
import { httpSubgraph } from "../../../gateway/graph/http-subgraph.js";
import { HopSender } from "../../../subgraphs/kit/hop/hop-sender.js";
import { hopEnds } from "../../support/hop.js";
import { startService } from "../../support/service.js";

const sender = new HopSender(hopEnds("vehicles").sender);
const operation = { query: "{ __typename }", variables: {} };

async function ask(listener: RequestListener, milliseconds = 2_000) {
  await using service = await startService(listener);
  await using subgraph = httpSubgraph(service.url, sender);
  return await subgraph.fetch(operation, {
    signal: AbortSignal.timeout(milliseconds),
    sourcesMs: 100,
    authority: null,
  });
}

test("an answer passes, and the subgraph is told how long it may wait for its sources", async () => {
  const { promise, resolve } = Promise.withResolvers<unknown>();

  const result = await ask((request, response) => {
    resolve(request.headers["crosscheck-sources-ms"]);
    response.end('{"data":{"a":1},"errors":[{"message":"m","path":["a",0],"extensions":{"code":"C"}}]}');
  });

  expect(result).toEqual({ data: { a: 1 }, errors: [{ message: "m", path: ["a", 0], extensions: { code: "C" } }] });
  expect(await promise).toBe("100");
});

test.each([
  ["HTML", "<html>"],
  ["a list", "[]"],
  ["neither data nor errors", "{}"],
  ["data that is no object", '{"data":[1]}'],
  ["an error without a message", '{"errors":[{}]}'],
  ["half an answer", '{"data":{"a":'],
])("%s is refused", async (_name, text) => {
  await expect(ask((_request, response) => response.end(text))).rejects.toMatchObject({ kind: "REFUSED" });
});

test("more than 16 MiB is refused before it fills the memory", async () => {
  const megabyte = Buffer.alloc(1024 * 1024, " ");

  const answer = ask((_request, response) => {
    for (let sent = 0; sent < 17; sent += 1) response.write(megabyte);
    response.end("{}");
  });

  await expect(answer).rejects.toMatchObject({ kind: "REFUSED" });
});

test.each([500, 503, 301, 404])("the status %s is no answer", async (status) => {
  const answer = ask((_request, response) =>
    response.writeHead(status, { location: "http://127.0.0.1:1/" }).end('{"data":{}}'),
  );

  await expect(answer).rejects.toMatchObject({ kind: "UNAVAILABLE" });
});

test("a service that is not there is no answer", async () => {
  await using subgraph = httpSubgraph("http://127.0.0.1:1/graphql", sender);

  const answer = subgraph.fetch(operation, { signal: AbortSignal.timeout(2_000), sourcesMs: 100, authority: null });

  await expect(answer).rejects.toMatchObject({ kind: "UNAVAILABLE" });
});

test.each([
  ["an address of this machine", (url: string) => url],
  ["a name that leads to this machine", (url: string) => url.replace("127.0.0.1", "localhost")],
])("what must be public is not asked at %s: nobody connects", async (_name, addressOf) => {
  let connections = 0;
  await using service = await startService((_request, response) => {
    connections += 1;
    response.end('{"data":{}}');
  });
  await using subgraph = httpSubgraph(addressOf(service.url), sender, { mustBePublic: true });

  const answer = subgraph.fetch(operation, { signal: AbortSignal.timeout(2_000), sourcesMs: 100, authority: null });

  await expect(answer).rejects.toMatchObject({ kind: "UNAVAILABLE" });
  expect(connections).toBe(0);
});

test.each<[string, RequestListener]>([
  ["says nothing", () => {}],
  ["stops in the middle", (_request, response) => response.write('{"data":')],
])("a service that %s is given up when its time is over", async (_name, listener) => {
  await expect(ask(listener, 50)).rejects.toMatchObject({ name: "TimeoutError" });
});

test("the connection is closed when the client gives up, so that the subgraph stops working", async () => {
  const { promise, resolve } = Promise.withResolvers<string>();

  await expect(ask((_request, response) => response.once("close", () => resolve("closed")), 50)).rejects.toThrow(
    "aborted",
  );

  await expect(promise).resolves.toBe("closed");
});
