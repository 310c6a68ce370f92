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
  const key = fc.constantFrom("a", "b", "c", "d", "e");
  const step = fc.record({ key, value: fc.oneof(fc.nat(9), fc.constantFrom(ASK, DELETE)) });

  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4 }), fc.array(step, { maxLength: 60 }), (most, steps) => {
      const memo = new LeastRecentlyUsed<number>(most);
      const used = new Used(most);

      expect(steps.map((taken) => take(memo, taken))).toEqual(steps.map((taken) => take(used, taken)));
    }),
    { numRuns: 1_000 },
  );
});

const ASK = "ask";
const DELETE = "delete";

function take(
  memo: Pick<LeastRecentlyUsed<number>, "get" | "set" | "delete">,
  { key, value }: { readonly key: string; readonly value: number | typeof ASK | typeof DELETE },
): number | void {
  if (value === ASK) return memo.get(key);
  return value === DELETE ? memo.delete(key) : memo.set(key, value);
}

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

  delete(key: string): void {
    this.#entries = this.#entries.filter(([its]) => its !== key);
  }
}
