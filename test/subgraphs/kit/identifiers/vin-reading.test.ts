import fc from "fast-check";
import { expect, test } from "vitest";
import { countryName } from "../../../../subgraphs/kit/identifiers/country.js";
import { vinCountry, vinRegion } from "../../../../subgraphs/kit/identifiers/vin-makers.js";
import { possibleVins, readVinFacts } from "../../../../subgraphs/kit/identifiers/vin-reading.js";
import { parseVin, vinCheckDigit } from "../../../../subgraphs/kit/identifiers/vin.js";
import { FUZZ_RUNS, LITTLE, Meter } from "../../../support/fuzz.js";
import { anyText } from "./any-text.js";

const vinText = fc
  .string({ unit: fc.constantFrom(...Array.from("ABCDEFGHJKLMNPRSTUVWXYZ0123456789")), minLength: 17, maxLength: 17 })
  .map((open) => (/^[1-5]/.test(open) ? open.slice(0, 8) + (vinCheckDigit(open) ?? "") + open.slice(9) : open));

test.each([
  ["WVWZZZ3CZEE140287", "EUROPE", "DEU"],
  ["VF3WC5FS9AW055905", "EUROPE", "FRA"],
  ["1M8GDM9AXKP042788", "NORTH_AMERICA", "USA"],
  ["JHMCM56557C404453", "ASIA", "JPN"],
  ["KNADE163366154245", "ASIA", "KOR"],
  ["YV1MS672942023456", "EUROPE", "SWE"],
  ["ZFA22300005556777", "EUROPE", "ITA"],
  ["9BWZZZ377VT004251", "SOUTH_AMERICA", "BRA"],
  ["3VWFE21C04M000001", "NORTH_AMERICA", "MEX"],
  ["TMBJJ7NE8G0000001", "EUROPE", "CZE"],
  ["AAVZZZ6SZEU000001", "AFRICA", "ZAF"],
  ["0AAZZZ6SZEU000001", null, null],
])("%s is of %s, %s", (vin, region, country) => {
  expect([vinRegion(vin), vinCountry(vin)]).toEqual([region, country]);
});

test("every country of the table is one", () => {
  const characters = Array.from("ABCDEFGHJKLMNPRSTUVWXYZ0123456789");
  const countries = characters.flatMap((one) => characters.map((other) => vinCountry(one + other)));

  const named = countries.filter((country) => country !== null);

  expect(named.filter((country) => countryName(country) === null)).toEqual([]);
  expect(new Set(named).size).toBe(82);
});

test.each([
  ["1M8GDM9AXKP042788", [1989, 2019]],
  ["5YJSA1E26KF000001", [2019, 1989]],
  ["WVWZZZ3CZEE140287", [2014, 1984]],
  ["WVWZZZ3CZ9E140287", [2009]],
  ["WVWZZZ3CZVE140287", [2027, 1997]],
  ["WVWZZZ3CZWE140287", [1998]],
  ["WVWZZZ3CZ0E140287", []],
  ["WVWZZZ3CZUE140287", []],
])("position 10 of %s may mean %j in 2026", (text, years) => {
  const vin = parseVin(text, { asRead: true });

  expect(vin.ok && readVinFacts(vin.value, 2026).modelYears).toEqual(years);
});

test("one character that was not read leaves every VIN that it may be; where the check digit binds, few", () => {
  const european = possibleVins("WVWZZZ3CZEE1402?7");
  const american = possibleVins("1M8GDM9AXKP04278?");

  expect(european).toMatchObject({ ok: true, value: { origin: "PARTIAL", vins: { length: 33 } } });
  expect(american.ok && american.value.vins).toContain("1M8GDM9AXKP042788");
  expect(american.ok && american.value.vins.every((vin) => parseVin(vin).ok)).toBe(true);
  expect(american.ok && american.value.vins.length).toBeLessThan(5);
});

test("a VIN comes back whole, repaired and partial", () => {
  fc.assert(
    fc.property(vinText, fc.nat(16), (vin, at) => {
      expect(possibleVins(vin)).toEqual({ ok: true, value: { origin: "WHOLE", vins: [vin] } });
      const misread = vin.replaceAll("0", "O").replaceAll("1", "I");
      expect(possibleVins(misread).ok && possibleVins(misread)).toMatchObject({ value: { vins: [vin] } });
      const partial = possibleVins(`${vin.slice(0, at)}?${vin.slice(at + 1)}`);
      expect(partial.ok && partial.value.vins).toContain(vin);
    }),
    { numRuns: FUZZ_RUNS },
  );
});

test("no text makes the readers throw or take long", () => {
  const meter = new Meter();

  fc.assert(
    fc.property(
      fc.oneof(
        anyText,
        fc.tuple(vinText, anyText).map((parts) => parts.join("?")),
      ),
      (text) => {
        const read = meter.run(() => [possibleVins(text), vinCountry(text), vinRegion(text)]);
        expect(read).toHaveLength(3);
      },
    ),
    { numRuns: FUZZ_RUNS },
  );

  expect(meter.taken).toEqual(LITTLE);
});
