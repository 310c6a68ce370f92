import fc from "fast-check";
import { expect, test } from "vitest";
import { distinctRepresentations } from "../../../gateway/graph/representations.js";

test("a record that many hits refer to is asked for once", () => {
  const france = { __typename: "Person", owner: "FRA", localId: "1" };
  const germany = { __typename: "Person", owner: "DEU", localId: "1" };

  expect(distinctRepresentations([france, germany, { ...france }])).toEqual({
    distinct: [france, germany],
    places: [0, 1, 0],
  });
});

test("every representation finds its own entity again", () => {
  const key = fc.record({ owner: fc.constantFrom("FRA", "DEU"), localId: fc.constantFrom("1", "2", "3") });

  fc.assert(
    fc.property(fc.array(key), (keys) => {
      const { distinct, places } = distinctRepresentations(keys);
      expect(places.map((place) => distinct[place])).toEqual(keys);
      expect(new Set(distinct.map((entry) => JSON.stringify(entry))).size).toBe(distinct.length);
    }),
  );
});
