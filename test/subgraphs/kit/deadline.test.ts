import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { startDeadline } from "../../../subgraphs/kit/deadline.js";

test("it ends by itself as a timeout of the platform does", async () => {
  using deadline = startDeadline(new AbortController().signal, 1);

  await wait(20);

  expect(deadline.signal.reason).toMatchObject({ name: "TimeoutError" });
});

test("it ends with the other signal, for its reason, also where that has ended already", () => {
  const caller = new AbortController();
  using deadline = startDeadline(caller.signal, 60_000);
  const reason = new Error("The client is gone.");

  caller.abort(reason);
  using late = startDeadline(caller.signal, 60_000);

  expect(deadline.signal.reason).toBe(reason);
  expect(late.signal.reason).toBe(reason);
});

test("once it is disposed of neither ends it, and no timer is left", async () => {
  const before = openTimers();
  const caller = new AbortController();
  const deadline = startDeadline(caller.signal, 1);

  deadline[Symbol.dispose]();
  const left = openTimers() - before;
  caller.abort();
  await wait(20);

  expect(deadline.signal.aborted).toBe(false);
  expect(left).toBe(0);
});

function openTimers(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;
}
