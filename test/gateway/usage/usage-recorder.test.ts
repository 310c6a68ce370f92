import { expect, test } from "vitest";
import { UsageRecorder } from "../../../gateway/usage/usage-recorder.js";
import type { OperationUsage } from "../../../schema/registry/index.js";

const ASKED = { client: "border", clientVersion: "1.2", operationName: "Check", document: "query Check { open }" };

function recorder(settings: { readonly mostClients?: number; readonly mostOperations?: number } = {}) {
  const kept: OperationUsage[][] = [];
  const clock = { now: new Date("2026-11-24T10:00:00.000Z"), isDown: false, faults: 0 };
  const usage = new UsageRecorder({
    add: async (counted) => {
      if (clock.isDown) throw new Error("The store is down.");
      kept.push([...counted]);
    },
    onFault: () => (clock.faults += 1),
    now: () => clock.now,
    ...settings,
  });
  return { usage, kept, clock };
}

test("the same operation of the same client is counted, from the first time to the last", async () => {
  const { usage, kept, clock } = recorder();

  usage.record(ASKED);
  clock.now = new Date("2026-11-24T10:05:00.000Z");
  usage.record(ASKED);
  usage.record({ ...ASKED, clientVersion: "1.3" });
  await usage[Symbol.asyncDispose]();

  const hash = expect.stringMatching(/^[0-9a-f]{64}$/);
  const [first, last] = ["2026-11-24T10:00:00.000Z", "2026-11-24T10:05:00.000Z"];
  expect(kept).toEqual([
    [
      { ...ASKED, hash, count: 2, firstSeen: first, lastSeen: last },
      { ...ASKED, clientVersion: "1.3", hash, count: 1, firstSeen: last, lastSeen: last },
    ],
  ]);
});

test("what could not be kept is kept with what comes after, and nothing is counted twice", async () => {
  const { usage, kept, clock } = recorder();
  clock.isDown = true;
  usage.record(ASKED);
  await usage.flush();

  clock.isDown = false;
  usage.record(ASKED);
  await usage.flush();
  await usage[Symbol.asyncDispose]();

  expect(kept.map((counted) => counted.map(({ count }) => count))).toEqual([[2]]);
  expect(clock.faults).toBe(1);
});

test("a client that makes up names or documents fills nothing", async () => {
  const { usage, kept } = recorder({ mostClients: 3, mostOperations: 5 });

  for (let index = 0; index < 100; index += 1) usage.record({ ...ASKED, client: `client-${index}` });
  for (let index = 0; index < 100; index += 1) usage.record({ ...ASKED, document: `query Check { open${index} }` });
  usage.record({ ...ASKED, document: "x".repeat(100_001) });
  await usage[Symbol.asyncDispose]();

  expect(kept.flat().map(({ client, count }) => [client, count])).toEqual([
    ["client-0", 1],
    ["client-1", 1],
    ["client-2", 1],
    ["(others)", 97],
    ["(others)", 1],
  ]);
});

test("a name is printable and bounded, and one that is left out is named so", async () => {
  const { usage, kept } = recorder();

  usage.record({ ...ASKED, client: `\n\u001b[31m${"x".repeat(200)}`, clientVersion: "\t" });
  usage.record({ ...ASKED, client: null, clientVersion: null, operationName: "N".repeat(200) });
  await usage[Symbol.asyncDispose]();

  expect(kept.flat().map(({ client, clientVersion, operationName }) => [client, clientVersion, operationName])).toEqual(
    [
      [`[31m${"x".repeat(60)}`, null, "Check"],
      ["(unnamed)", null, "N".repeat(64)],
    ],
  );
});
