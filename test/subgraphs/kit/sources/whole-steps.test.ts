import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { inWholeSteps } from "../../../../subgraphs/kit/sources/whole-steps.js";

const NEVER = new AbortController().signal;

test("what is there at once and what takes a moment leave at the end of the same step", async () => {
  const left: string[] = [];

  await Promise.all([
    inWholeSteps(delay(2, "takes a moment"), NEVER).then((answer) => left.push(answer)),
    inWholeSteps(Promise.resolve("is there at once"), NEVER).then((answer) => left.push(answer)),
  ]);

  expect(left).toEqual(["takes a moment", "is there at once"]);
});

test("what takes longer than a step leaves at the end of a later one", async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const left: string[] = [];
  const late = inWholeSteps(promise, NEVER).then((answer) => left.push(answer));
  await inWholeSteps(Promise.resolve(), NEVER);
  expect(left).toEqual([]);

  resolve("late");
  await late;

  expect(left).toEqual(["late"]);
});

test("a failure is handed on as it is", async () => {
  await expect(inWholeSteps(Promise.reject(new Error("the source is down")), NEVER)).rejects.toThrow(
    "the source is down",
  );
});

test("once the question's time is over nothing waits for the end of a step", async () => {
  const steps: string[] = [];
  const slow = inWholeSteps(Promise.resolve("in a step"), NEVER).then((answer) => steps.push(answer));

  steps.push(await inWholeSteps(Promise.resolve("at once"), AbortSignal.abort()));
  await slow;

  expect(steps).toEqual(["at once", "in a step"]);
});
