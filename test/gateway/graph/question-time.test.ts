import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { QuestionTime } from "../../../gateway/graph/question-time.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});

afterEach(() => {
  vi.useRealTimers();
});

test("the first stages leave time for the last ones, and a subgraph's sources leave it time to answer", () => {
  const time = new QuestionTime(2_000);

  expect(time.nextFetch()).toEqual({ fetchMs: 1_800, sourcesMs: 1_770 });
});

test("a stage that starts when the first ones are over may use the time kept for it, and a little more", () => {
  const time = new QuestionTime(2_000);

  vi.advanceTimersByTime(1_800);

  expect(time.nextFetch()).toEqual({ fetchMs: 250, sourcesMs: 220 });
});

test("long after the deadline a fetch has no time left, but is never given less than a millisecond", () => {
  const time = new QuestionTime(2_000);

  vi.advanceTimersByTime(5_000);

  expect(time.nextFetch()).toEqual({ fetchMs: 1, sourcesMs: 1 });
});
