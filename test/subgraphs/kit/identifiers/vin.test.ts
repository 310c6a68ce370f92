import fc from "fast-check";
import { expect, test } from "vitest";
import { parseChassisNumber, parseVin, vinCheckDigit } from "../../../../subgraphs/kit/identifiers/vin.js";
import { FUZZ_RUNS, LITTLE, Meter } from "../../../support/fuzz.js";
import { anyText } from "./any-text.js";

const vinCharacter = fc.constantFrom(...Array.from("ABCDEFGHJKLMNPRSTUVWXYZ0123456789"));

test.each(["1M8GDM9AXKP042788", "11111111111111111", "5GZCZ43D13S812715"])(
  "the North American VIN %s has the right check digit",
  (text) => {
    expect(parseVin(text)).toEqual({ ok: true, value: { text, checkDigit: "VALID" } });
    expect(vinCheckDigit(text)).toBe(text.charAt(8));
  },
);

test.each(["WVWZZZ3CZEE140287", "VF3WC5FS9AW055905"])("the European VIN %s needs no check digit", (text) => {
  expect(parseVin(text)).toEqual({ ok: true, value: { text, checkDigit: "NOT_REQUIRED" } });
});

test("small letters and separators are forgiven", () => {
  expect(parseVin(" *wvw zzz-3cz ee140287* ")).toEqual({
    ok: true,
    value: { text: "WVWZZZ3CZEE140287", checkDigit: "NOT_REQUIRED" },
  });
});

test.each([
  "",
  "1M8GDM9AXKP04278",
  "1M8GDM9AXKP0427888",
  "IM8GDM9AXKP042788",
  "1M8GDM9AXKPO42788",
  "1M8QDM9AXKP042788",
  "1M8GDM9AXKP04278Ж",
])("%j is no VIN, not even as read", (text) => {
  const refused = {
    ok: false,
    fault: { code: "INVALID_VIN", message: "Give a VIN of 17 letters and digits; it never has I, O or Q." },
  };

  expect([parseVin(text), parseVin(text, { asRead: true }), vinCheckDigit(text)]).toEqual([refused, refused, null]);
});

test("a North American VIN with a wrong check digit is refused, and passes as read", () => {
  const text = "1M8GDM9A1KP042788";

  expect(parseVin(text)).toEqual({
    ok: false,
    fault: {
      code: "VIN_CHECK_DIGIT",
      message: "The check digit of the VIN does not match; read it again, or search it as read.",
    },
  });
  expect(parseVin(text, { asRead: true })).toEqual({ ok: true, value: { text, checkDigit: "INVALID" } });
});

test("the check digit shows every digit that is misread as another", () => {
  const digits = fc.string({ unit: fc.constantFrom(...Array.from("0123456789")), minLength: 17, maxLength: 17 });
  const position = fc.integer({ min: 0, max: 16 }).filter((at) => at !== 8);

  fc.assert(
    fc.property(digits, position, fc.integer({ min: 1, max: 9 }), (vin, at, shift) => {
      const misread = vin.slice(0, at) + String((Number(vin.charAt(at)) + shift) % 10) + vin.slice(at + 1);
      expect(vinCheckDigit(misread)).not.toBe(vinCheckDigit(vin));
    }),
  );
});

test("a VIN with the digit worked out for it is valid", () => {
  const vin = fc.string({ unit: vinCharacter, minLength: 16, maxLength: 16 });

  fc.assert(
    fc.property(vin, fc.constantFrom("1", "2", "3", "4", "5"), (rest, region) => {
      const open = `${region}${rest}`;
      const text = open.slice(0, 8) + (vinCheckDigit(open) ?? "") + open.slice(9);
      expect(parseVin(text)).toEqual({ ok: true, value: { text, checkDigit: "VALID" } });
    }),
    { numRuns: FUZZ_RUNS },
  );
});

test.each([
  ["118-4096317", "1184096317"],
  ["ds 21 io", "DS21IO"],
  ["ABCDE", "ABCDE"],
])("the chassis number %j keeps its letters and digits", (text, number) => {
  expect(parseChassisNumber(text)).toEqual({ ok: true, value: number });
});

test.each(["", "1234", "12345678901234567", "12345Ж"])("%j is no chassis number", (text) => {
  expect(parseChassisNumber(text)).toEqual({
    ok: false,
    fault: { code: "INVALID_CHASSIS_NUMBER", message: "Give a chassis number of 5 to 16 letters and digits." },
  });
});

test("every text is a number or a coded fault, at once and in little memory", () => {
  const meter = new Meter();

  fc.assert(
    fc.property(anyText, (text) => {
      const [vin, chassis] = meter.run(() => [parseVin(text), parseChassisNumber(text), vinCheckDigit(text)] as const);
      expect(vin.ok || ["INVALID_VIN", "VIN_CHECK_DIGIT"].includes(vin.fault.code)).toBe(true);
      expect(chassis.ok || chassis.fault.code === "INVALID_CHASSIS_NUMBER").toBe(true);
    }),
    { numRuns: FUZZ_RUNS },
  );

  expect(meter.taken).toEqual(LITTLE);
});
