import { expect, test } from "vitest";
import { LeastRecentlyUsed } from "../../../subgraphs/kit/least-recently-used.js";

test("a value is made once, false too, and the longest unused goes first", () => {
  const made: string[] = [];
  const memo = new LeastRecentlyUsed<boolean>(2);
  const decide = (key: string): boolean =>
    memo.getOr(key, () => {
      made.push(key);
      return key !== "b";
    });

  expect(["a", "b", "a", "b"].map(decide)).toEqual([true, false, true, false]);
  expect(made).toEqual(["a", "b"]);

  ["a", "c", "a", "b"].map(decide);

  expect(made).toEqual(["a", "b", "c", "b"]);
});
