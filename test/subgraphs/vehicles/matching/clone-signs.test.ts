import { expect, test } from "vitest";
import { findCloneSigns } from "../../../../subgraphs/vehicles/matching/clone-signs.js";

const CAR = { ref: "FRA/1", vin: "VF3WC5FS9AW055905", plate: "AB-123-CD", plateCountry: "FRA", make: "Mercedes-Benz" };
const SAME = { ...CAR, ref: "DEU/2" };

test.each([
  ["the same vehicle in two registers", SAME, []],
  ["a plate written otherwise", { ...SAME, plate: "ab 123 cd" }, []],
  ["a make that is shortened", { ...SAME, make: "MERCEDES" }, []],
  ["what one register does not know", { ...SAME, vin: null, make: null }, []],
  ["another plate", { ...SAME, plate: "AB-123-C" }, ["VIN_ON_TWO_PLATES"]],
  ["the plate of another country", { ...SAME, plateCountry: "ITA" }, ["VIN_ON_TWO_PLATES"]],
  ["a plate whose country is not known", { ...SAME, plate: "XY-1", plateCountry: null }, []],
  ["another VIN", { ...SAME, vin: "WVWZZZ3CZEE140287" }, ["PLATE_ON_TWO_VINS"]],
  ["another make", { ...SAME, make: "Renault" }, ["PLATE_ON_TWO_MAKES"]],
  [
    "another VIN and another make",
    { ...SAME, vin: "WVWZZZ3CZEE140287", make: "VW" },
    ["PLATE_ON_TWO_VINS", "PLATE_ON_TWO_MAKES"],
  ],
  ["another vehicle", { ...SAME, vin: "WVWZZZ3CZEE140287", plate: "XY-1", make: "VW" }, []],
])("%s", (_what, record, kinds) => {
  const signs = findCloneSigns([], [CAR, record]);

  expect(signs.map(({ kind, refs }) => ({ kind, refs }))).toEqual(
    kinds.map((kind) => ({ kind, refs: ["DEU/2", "FRA/1"] })),
  );
});

test("what was read counts, but not what a partial VIN may be", () => {
  const read = { vin: CAR.vin, plate: "ZZ-999-ZZ", plateCountry: "FRA", engineNumber: null };

  expect(findCloneSigns([read], [CAR]).map(({ kind, refs }) => [kind, refs])).toEqual([
    ["VIN_ON_TWO_PLATES", ["FRA/1"]],
  ]);
  expect(findCloneSigns([{ ...read, vinOrigin: "PARTIAL" }], [CAR])).toEqual([]);
});
