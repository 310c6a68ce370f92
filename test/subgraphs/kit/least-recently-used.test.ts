import fc from "fast-check";
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

test("whatever is asked and put in, what is known are the last ones used", () => {
  const step = fc.record({ key: fc.constantFrom("a", "b", "c", "d", "e"), value: fc.option(fc.nat(9)) });

  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4 }), fc.array(step, { maxLength: 60 }), (most, steps) => {
      const memo = new LeastRecentlyUsed<number>(most);
      const used = new Used(most);

      const answers = steps.map(({ key, value }) => (value === null ? memo.get(key) : memo.set(key, value)));

      expect(answers).toEqual(steps.map(({ key, value }) => (value === null ? used.get(key) : used.set(key, value))));
    }),
    { numRuns: 1_000 },
  );
});

/** The same, by a list in the order of use. */
class Used {
  #entries: readonly (readonly [string, number])[] = [];
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string): number | undefined {
    const found = this.#entries.find(([its]) => its === key);
    if (found !== undefined) this.set(...found);
    return found?.[1];
  }

  set(key: string, value: number): void {
    const last = [...this.#entries.filter(([its]) => its !== key), [key, value] as const];
    this.#entries = last.slice(Math.max(0, last.length - this.#most));
  }
}
