import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ALL_RIGHTS, anyRights, randomRegistryOperation } from "./random-operation.js";
import { startRegistry } from "./registry.js";
import type { RegistryGraph } from "./registry.js";

let graph: RegistryGraph;

beforeAll(async () => {
  graph = await startRegistry();
});

afterAll(() => graph[Symbol.asyncDispose]());

test("whatever an officer is answered is what is there, or null; each null has its refusal and each refusal its null", async () => {
  let refusals = 0;
  await fc.assert(
    fc.asyncProperty(fc.gen(), anyRights, async (random, rights) => {
      const query = randomRegistryOperation(graph.schema, random);

      const whole = await graph.ask(query, ALL_RIGHTS);
      const cut = await graph.ask(query, rights);

      refusals += cut.denied.length;
      expect([whole.denied, whole.others, cut.others]).toEqual([[], [], []]);
      const differences = differencesOf(cut.data, whole.data, "");
      expect(differences.filter(({ isNull }) => !isNull)).toEqual([]);
      const isExplained = (path: string): boolean => cut.denied.some((denied) => isAtOrBelow(denied, path));
      expect(differences.filter(({ path }) => !isExplained(path))).toEqual([]);
      const nulls = nullsIn(cut.data, "");
      expect(cut.denied.filter((denied) => !nulls.some((path) => isAtOrBelow(denied, path)))).toEqual([]);
    }),
    { numRuns: 150, seed: 5 },
  );
  expect(refusals).toBeGreaterThan(100);
});

interface Difference {
  readonly path: string;
  /** Whether the first is null there: the only way in which it may differ. */
  readonly isNull: boolean;
}

/** Where the first differs from the second. */
function differencesOf(cut: unknown, whole: unknown, path: string): readonly Difference[] {
  if (cut === null) return whole === null ? [] : [{ path, isNull: true }];
  if (typeof cut !== "object" || typeof whole !== "object" || whole === null) {
    return cut === whole ? [] : [{ path, isNull: false }];
  }
  const keys = [cut, whole].map((object) => Object.keys(object).toSorted().join(" "));
  if (keys[0] !== keys[1]) return [{ path, isNull: false }];
  const others = new Map<string, unknown>(Object.entries(whole));
  return Object.entries(cut).flatMap(([key, value]) => differencesOf(value, others.get(key), joined(path, key)));
}

/** Where it is null. */
function nullsIn(value: unknown, path: string): readonly string[] {
  if (value === null) return [path];
  return typeof value === "object"
    ? Object.entries(value).flatMap(([key, inner]) => nullsIn(inner, joined(path, key)))
    : [];
}

function joined(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

/** A refusal below what was not asked has no indices; it stands for every entry. */
function isAtOrBelow(denied: string, path: string): boolean {
  return path === "" || denied === path || denied.startsWith(`${path}.`);
}
