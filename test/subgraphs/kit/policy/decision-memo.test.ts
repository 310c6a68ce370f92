import { expect, test } from "vitest";
import { DecisionMemo } from "../../../../subgraphs/kit/policy/decision-memo.js";

test("a decision is made once, a denial too, and the longest unused goes first", () => {
  const made: string[] = [];
  const memo = new DecisionMemo(2);
  const decide = (key: string): boolean =>
    memo.of(key, () => {
      made.push(key);
      return key !== "b";
    });

  expect(["a", "b", "a", "b"].map(decide)).toEqual([true, false, true, false]);
  expect(made).toEqual(["a", "b"]);

  ["a", "c", "a", "b"].map(decide);

  expect(made).toEqual(["a", "b", "c", "b"]);
});
