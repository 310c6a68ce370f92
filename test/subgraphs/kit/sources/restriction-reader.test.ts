import { expect, test } from "vitest";
import { UNRESTRICTED } from "../../../../subgraphs/kit/policy/restriction.js";
import { RestrictionReader } from "../../../../subgraphs/kit/sources/restriction-reader.js";
import { InvalidReply } from "../../../../subgraphs/kit/sources/source.js";

const JSON_TEXT = new RestrictionReader({
  object: {
    handling: { column: "restriction", path: ["handling"] },
    confidentiality: { column: "restriction", path: ["confidentiality"] },
  },
});

test("one JSON text and a column for each part read alike", () => {
  const columns = new RestrictionReader({
    object: { handling: { column: "h", split: "," }, confidentiality: { column: "c", codes: { "2": "CONFIDENTIAL" } } },
  });
  const expected = { ...UNRESTRICTED, handling: ["H1", "H2"], confidentiality: "CONFIDENTIAL" };

  expect(JSON_TEXT.read({ restriction: '{"handling":["H1","H2"],"confidentiality":"CONFIDENTIAL"}' })).toEqual(
    expected,
  );
  expect(columns.read({ h: "H1,H2", c: 2 })).toEqual(expected);
  expect(columns.columns).toEqual(["h", "c"]);
});

test("an empty one, and a mapping without one, restrict nothing", () => {
  expect([null, "", "{}"].map((restriction) => JSON_TEXT.read({ restriction }))).toEqual([null, null, null]);
  expect(new RestrictionReader(undefined).read({ restriction: '{"handling":["H2"]}' })).toBe(null);
});

test("where the owner says nothing of a record, what it lays down for all holds", () => {
  const otherwise = { ...UNRESTRICTED, handling: ["H2" as const] };
  const reader = new RestrictionReader({ object: { handling: { column: "h", split: "," } } }, otherwise);

  expect(reader.read({ h: null })).toEqual(otherwise);
  expect(reader.read({ h: "H1" })).toEqual({ ...UNRESTRICTED, handling: ["H1"] });
  expect(new RestrictionReader(undefined, otherwise).read({})).toEqual(otherwise);
});

test("two that differ are told apart, however often they are read", () => {
  const handlingOf = (code: string) => JSON_TEXT.read({ restriction: JSON.stringify({ handling: [code] }) })?.handling;

  expect(["H2", "H3", "H2"].map(handlingOf)).toEqual([["H2"], ["H3"], ["H2"]]);
});

test.each(['{"handling":["H9"]}', '{"denied":["FRA"]}', '"H2"', '{"handling":', '"H2"x'])(
  "%s cannot be read: a fault of the source, never taken for none",
  (restriction) => {
    expect(() => JSON_TEXT.read({ restriction })).toThrow(new InvalidReply("a record has no valid restriction"));
  },
);
