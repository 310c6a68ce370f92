import { expect, test } from "vitest";
import { openCallbacks } from "../../../../subgraphs/kit/remote/callbacks.js";

const HERE = { host: "127.0.0.1", port: 0 };

async function post(url: string, body = "[]"): Promise<number> {
  const { status } = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
  return status;
}

test("what is delivered at the address that was given is what was waited for", async () => {
  await using callbacks = await openCallbacks(HERE);
  using expected = callbacks.expect();

  const status = await post(`${expected.url}?taskId=7`, '["P-1"]');

  const { query, contentType, body } = await expected.delivery;
  expect([status, query.get("taskId"), contentType]).toEqual([204, "7", "application/json"]);
  expect(new TextDecoder().decode(body)).toBe('["P-1"]');
});

test("an address takes one delivery, and none once nobody waits", async () => {
  await using callbacks = await openCallbacks(HERE);
  const [once, given] = [callbacks.expect(), callbacks.expect()];
  given[Symbol.dispose]();

  const statuses = [await post(once.url), await post(once.url), await post(given.url)];

  expect(statuses).toEqual([204, 403, 403]);
});

test.each([
  ["another address", "/callbacks/x", "[]"],
  ["another path", "/", "[]"],
  ["more than is taken", "", "x".repeat(2_000)],
])("%s is refused like everything else", async (_name, path, body) => {
  await using callbacks = await openCallbacks({ ...HERE, mostBytes: 1_000 });
  using expected = callbacks.expect();
  const url = path === "" ? expected.url : new URL(path, expected.url).href;

  const response = await fetch(url, { method: "POST", body });

  expect([response.status, await response.text()]).toEqual([403, ""]);
});

test("no two addresses are alike, and they begin as the services know this server", async () => {
  await using callbacks = await openCallbacks({ ...HERE, publicUrl: "https://graph.example/abis/" });

  const urls = Array.from({ length: 100 }, () => callbacks.expect().url);

  expect(new Set(urls).size).toBe(100);
  expect(urls.every((url) => /^https:\/\/graph\.example\/abis\/callbacks\/[\w-]{43}$/.test(url))).toBe(true);
});

test("a port that is taken is a fault of the configuration", async () => {
  await using callbacks = await openCallbacks(HERE);
  const { port } = new URL(callbacks.expect().url);

  await expect(openCallbacks({ ...HERE, port: Number(port) })).rejects.toMatchObject({ code: "INVALID_CONFIGURATION" });
});
