import fc from "fast-check";
import { expect, test } from "vitest";
import { remember } from "../../../subgraphs/kit/remember.js";

/** A remembered function, and how often each text was worked on. */
function counting(most: number) {
  const worked = new Map<string, number>();
  const answer = remember((text) => {
    worked.set(text, (worked.get(text) ?? 0) + 1);
    return `${text}!`;
  }, most);
  return { worked, answer };
}

test("the answer is the function's own, whatever is kept and whatever has gone", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.constantFrom(..."abcdefghij")), (most, texts) => {
      const { answer } = counting(most);

      expect(texts.map(answer)).toEqual(texts.map((text) => `${text}!`));
    }),
  );
});

test("what was asked for among the last so many texts is not worked on again", () => {
  const { worked, answer } = counting(3);

  for (const text of ["a", "b", "c", "a", "d", "b", "a"]) answer(text);

  expect([...worked.values()]).toEqual([1, 1, 1, 1]);
});

test("what nobody asked for while twice as many others came has gone", () => {
  const { worked, answer } = counting(3);

  for (const text of ["a", "b", "c", "d", "e", "f", "g", "a"]) answer(text);

  expect(worked.get("a")).toBe(2);
});

test("an answer of nothing is remembered too", () => {
  let worked = 0;
  const answer = remember(() => {
    worked += 1;
    return null;
  }, 2);

  expect([answer("a"), answer("a")]).toEqual([null, null]);
  expect(worked).toBe(1);
});
