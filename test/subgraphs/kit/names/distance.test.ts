import fc from "fast-check";
import { expect, test } from "vitest";

import { editBudget, editDistance } from "../../../../subgraphs/kit/names/distance.js";

test.each([
  ["kumar", "kumar", 0],
  ["smith", "smyth", 0.3],
  ["miler", "miller", 0.3],
  ["anna", "hanna", 1],
  ["maria", "mario", 1.5],
  ["muller", "mueller", 0.4],
  ["brain", "brian", 1],
  ["berg", "berg1", 1.5],
])("%s and %s are %d apart", (left, right, distance) => {
  expect(editDistance(left, right, 9)).toBeCloseTo(distance);
});

test("a distance past the limit is not worked out", () => {
  expect(editDistance("petersen", "johansson", 2)).toBe(Infinity);
});

test("the distance does not depend on the order of its sides", () => {
  const word = fc.stringMatching(/^[a-z0-9]{0,14}$/);

  fc.assert(
    fc.property(word, word, (left, right) => {
      expect(editDistance(left, right, 3)).toBeCloseTo(editDistance(right, left, 3));
    }),
  );
});

test("the budget at three letters covers one close pair and grows with the logarithm of the length", () => {
  expect([3, 5, 8, 15].map((length) => Math.round(editBudget(length) * 10) / 10)).toEqual([0.3, 1.3, 2.1, 3]);
});
