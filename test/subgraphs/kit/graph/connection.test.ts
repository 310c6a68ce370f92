import fc from "fast-check";
import { expect, test } from "vitest";
import { pageOf } from "../../../../subgraphs/kit/graph/connection.js";
import type { Page } from "../../../../subgraphs/kit/graph/connection.js";

const hits = fc
  .uniqueArray(
    fc.record({ ref: fc.integer({ min: 0, max: 99 }).map((id) => `FRA/${id}`), score: fc.constantFrom(0.7, 0.8, 1) }),
    {
      selector: ({ ref }) => ref,
    },
  )
  .map((list) => list.toSorted((a, b) => b.score - a.score || (a.ref < b.ref ? -1 : 1)));

test("page by page every entry comes once, in order", () => {
  fc.assert(
    fc.property(hits, fc.integer({ min: 1, max: 7 }), (list, first) => {
      const seen: unknown[] = [];
      let after: string | null = null;
      do {
        const page: Page<(typeof list)[number]> = pageOf(list, { first, after });
        seen.push(...page.edges.map(({ node }) => node));
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after !== null);
      expect(seen).toEqual(list);
    }),
  );
});

test("a record that goes between two pages neither shifts nor repeats the others", () => {
  const list = [0.9, 0.8, 0.7].map((score, index) => ({ ref: `FRA/${index}`, score }));

  const first = pageOf(list, { first: 2, after: null });
  const second = pageOf(list.slice(2), { first: 2, after: first.pageInfo.endCursor });

  expect(second.edges.map(({ node }) => node.ref)).toEqual(["FRA/2"]);
});

test.each(["", "rubbish", Buffer.from("[1]").toString("base64url")])("the cursor %j is refused", (after) => {
  expect(() => pageOf([], { first: 1, after })).toThrow(expect.objectContaining({ code: "INVALID_CURSOR" }));
});

test.each([-1, 101])("%i entries at once are refused", (first) => {
  expect(() => pageOf([], { first, after: null })).toThrow(expect.objectContaining({ code: "INVALID_INPUT" }));
});
