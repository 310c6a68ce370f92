import { expect, test } from "vitest";
import { Nonces } from "../../../../subgraphs/kit/hop/nonces.js";

const NOW = 1_800_000_000;

test("a nonce is taken once", () => {
  const nonces = new Nonces(NOW);

  const taken = ["a", "a", "b", "a"].map((nonce) => nonces.take({ nonce, created: NOW }, NOW));

  expect(taken).toEqual([true, false, true, false]);
});

test("a nonce is known for as long as its signature counts, whenever it was taken", () => {
  const nonces = new Nonces(NOW);
  const take = (nonce: string, now: number) => nonces.take({ nonce, created: NOW }, now);

  const taken = [take("a", NOW + 39), take("b", NOW + 41), take("a", NOW + 79), take("b", NOW + 81)];

  expect(taken).toEqual([true, true, false, false]);
});

test("when there is no room for another, none is taken rather than one forgotten, until the time of the first is over", () => {
  const nonces = new Nonces(NOW, 2);
  const take = (nonce: string, now: number) => nonces.take({ nonce, created: now }, now);

  const taken = [
    take("a", NOW),
    take("b", NOW),
    take("c", NOW),
    take("a", NOW + 40),
    take("c", NOW + 40),
    take("c", NOW + 80),
  ];

  expect(taken).toEqual([true, true, false, false, false, true]);
});

test("what was signed before the store began is not taken", () => {
  expect(new Nonces(NOW).take({ nonce: "a", created: NOW - 1 }, NOW)).toBe(false);
});
