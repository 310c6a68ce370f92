import { expect, test } from "vitest";
import { createRandom, hash } from "../../../../subgraphs/world/random.js";

test("a seed repeats its stream", () => {
  const [first, second] = [createRandom(42), createRandom(42)];

  expect([first.next(), first.integer(1, 6), first.chance(0.5)]).toEqual([
    second.next(),
    second.integer(1, 6),
    second.chance(0.5),
  ]);
});

test("whole numbers reach both ends, and picks reach every entry", () => {
  const random = createRandom(1);

  const throws = new Set(Array.from({ length: 500 }, () => random.integer(1, 6)));
  const picks = new Set(Array.from({ length: 500 }, () => random.pick(["a", "b", undefined])));

  expect([...throws].toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
  expect(picks).toEqual(new Set(["a", "b", undefined]));
});

test("a chance of 0 never happens and a chance of 1 always", () => {
  const random = createRandom(2);

  expect(Array.from({ length: 100 }, () => random.chance(0))).not.toContain(true);
  expect(Array.from({ length: 100 }, () => random.chance(1))).not.toContain(false);
});

test("nothing can be picked from an empty list", () => {
  expect(() => createRandom(1).pick([])).toThrow(RangeError);
});

test("parts are told apart: by value, by order, by kind and by where one ends", () => {
  const hashes = [
    hash("a", 1),
    hash("a", 2),
    hash(1, "a"),
    hash("a", "1"),
    hash("a1"),
    hash("a", "b"),
    hash("ab"),
    hash(),
  ];

  expect(new Set(hashes).size).toBe(hashes.length);
  expect(hash("a", 1)).toBe(hash("a", 1));
});
