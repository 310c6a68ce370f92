import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeHits } from "../../../../subgraphs/kit/sources/merge-hits.js";

const owners: Readonly<Record<string, string>> = { "fra-persons": "FRA", "xpo-persons": "XPO", "deu-persons": "DEU" };
const ownerOf = (source: string): string | undefined => owners[source];

test("a record that two sources report stands once, its owner's source first, with its best score", () => {
  const merged = mergeHits(
    [
      { ref: { owner: "FRA", localId: "1" }, score: 0.9, sources: ["xpo-persons"] },
      { ref: { owner: "DEU", localId: "7" }, score: 0.95, sources: ["deu-persons"] },
      { ref: { owner: "FRA", localId: "1" }, score: 0.8, sources: ["fra-persons"] },
    ],
    ownerOf,
  );

  expect(merged).toEqual([
    { ref: { owner: "DEU", localId: "7" }, score: 0.95, sources: ["deu-persons"] },
    { ref: { owner: "FRA", localId: "1" }, score: 0.9, sources: ["fra-persons", "xpo-persons"] },
  ]);
});

test("the order in which sources answered changes nothing and no record is lost", () => {
  const hit = fc.record({
    ref: fc.record({ owner: fc.constantFrom("FRA", "DEU", "XPO"), localId: fc.constantFrom("1", "2", "3") }),
    score: fc.constantFrom(0.5, 0.7, 1),
    sources: fc.constantFrom("fra-persons", "xpo-persons", "deu-persons").map((source) => [source]),
  });

  fc.assert(
    fc.property(
      fc.uniqueArray(hit, { selector: ({ ref, sources }) => `${ref.owner}${ref.localId}${sources.join()}` }),
      (hits) => {
        const merged = mergeHits(hits, ownerOf);
        expect(mergeHits(hits.toReversed(), ownerOf)).toEqual(merged);
        expect(new Set(merged.map(({ ref }) => `${ref.owner}/${ref.localId}`))).toEqual(
          new Set(hits.map(({ ref }) => `${ref.owner}/${ref.localId}`)),
        );
      },
    ),
  );
});
