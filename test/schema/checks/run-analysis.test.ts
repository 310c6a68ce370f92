import { expect, test } from "vitest";
import { checkChange } from "../../../schema/checks/check-change.js";
import { changeOf, usageOf } from "../../support/schema-change.js";

/** Every type can be reached from every other, in as many ways as there are fields; each subgraph has one field of its own. */
function entangled(width: number, name: string): string {
  const types = Array.from({ length: width }, (_none, index) => index);
  const fields = types.map((index) => `f${index}: T${index} @shareable`).join(" ");
  return `type Query { ${fields} } ${types.map((index) => `type T${index} @key(fields: "id") { id: ID! ${name}: Int ${fields} }`).join(" ")}`;
}

test("a graph that takes for ever to compose is given up in time, and this thread stays free", async () => {
  const current = Object.fromEntries(["a", "c", "d", "e", "f"].map((name) => [name, entangled(40, name)]));
  let ticks = 0;
  const ticking = setInterval(() => ticks++, 10);

  const { passed, findings } = await checkChange(changeOf(current, ["b", entangled(40, "b")]), { phaseMs: 1_000 });

  clearInterval(ticking);
  expect(passed).toBe(false);
  expect(findings.map(({ code, message }) => [code, message]).at(0)).toEqual([
    "COMPOSITION_TIMED_OUT",
    "Composition took more than 1000 ms.",
  ]);
  expect(ticks).toBeGreaterThan(20);
});

test("a plan that takes for ever is given up in time, and the operation is named", async () => {
  const current = Object.fromEntries(["a", "b", "c"].map((name) => [name, entangled(6, name)]));
  const types = [0, 1, 2, 3, 4, 5];
  // Few words, and each level asks for six times what the one below it does.
  const fragments = [1, 2, 3, 4, 5, 6, 7].flatMap((depth) =>
    types.map((type) => {
      const within = types.map((of) => `f${of} { ${depth === 1 ? "a b c" : `...D${depth - 1}T${of}`} }`).join(" ");
      return `fragment D${depth}T${type} on T${type} { ${within} }`;
    }),
  );
  const change = changeOf(current, ["a", entangled(6, "a")], {
    usage: [
      usageOf(`query Ask { ${types.map((type) => `f${type} { ...D7T${type} }`).join(" ")} } ${fragments.join(" ")}`),
    ],
  });

  const { findings } = await checkChange(change, { phaseMs: 3_000 });

  expect(findings.map(({ code, message }) => [code, message]).filter(([code = ""]) => code.startsWith("PLAN"))).toEqual(
    [["PLAN_TIMED_OUT", "Planning Ask took more than 3000 ms."]],
  );
});

test("rules that multiply are given up in time, though each is within measure", async () => {
  const implementations = Array.from({ length: 14 }, (_none, index) => {
    const words = ["a", "b", "c", "d"].map((word) => `["p${index}${word}"]`).join(", ");
    return `type T${index} implements Named { n: Int @policy(policies: [${words}]) }`;
  });
  const sdl = `type Query { named: Named @authenticated } interface Named { n: Int } ${implementations.join(" ")}`;

  const { findings, passed } = await checkChange(changeOf({}, ["a", sdl]), { phaseMs: 2_000 });

  expect(passed).toBe(false);
  expect(findings.map(({ code }) => code)).toContain("COMPOSITION_TIMED_OUT");
});

test("more documents of clients than can be looked at are given up in time", async () => {
  const sdl = "type Query { a(n: Int): Int @authenticated }";
  const fields = Array.from({ length: 40 }, (_none, index) => `f${index}: a(n: ${index})`).join(" ");
  const usage = Array.from({ length: 30_000 }, (_none, index) => usageOf(`query Ask${index} { ${fields} }`));

  const { findings } = await checkChange(changeOf({ a: sdl }, ["a", sdl], { usage }), { phaseMs: 1_500 });

  expect(findings.map(({ code, message }) => [code, message])).toContainEqual([
    "COMPARISON_TIMED_OUT",
    "The comparison took more than 1500 ms.",
  ]);
});
