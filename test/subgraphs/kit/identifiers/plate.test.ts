import fc from "fast-check";
import { expect, test } from "vitest";
import {
  cleanPlate,
  parsePlate,
  plateConfusionKey,
  plateSearchKey,
} from "../../../../subgraphs/kit/identifiers/plate.js";
import { FUZZ_RUNS, LITTLE, Meter } from "../../../support/fuzz.js";
import { anyText } from "./any-text.js";

test.each([
  ["ab-123-cd", "AB123CD", "AB123CD", "AB123CD"],
  ["b · oi 10", "BOI10", "BOI10", "B0110"],
  ["а123вс 77", "А123ВС77", "A123BC77", "A123BC77"],
  ["ΙΒΖ-1234", "ΙΒΖ1234", "IBZ1234", "1BZ1234"],
  ["MÜ-X 1", "MÜX1", "MÜX1", "MÜX1"],
  ["ＡＢ１２", "AB12", "AB12", "AB12"],
  ["ب ج ١٢٣", "بج١٢٣", "بج123", "بج123"],
  ["品川 500 あ 12-34", "品川500あ1234", "品川500あ1234", "品川500あ1234"],
])("the plate %j is kept in its script and searched across scripts", (text, clean, searchKey, confusionKey) => {
  expect([cleanPlate(text), plateSearchKey(text), plateConfusionKey(text)]).toEqual([clean, searchKey, confusionKey]);
  expect(parsePlate(text)).toEqual({ ok: true, value: clean });
});

test.each(["", " - ", "A".repeat(17), `A${" ".repeat(64)}`, "🚗"])("%j is no plate", (text) => {
  expect(parsePlate(text)).toEqual({
    ok: false,
    fault: { code: "INVALID_PLATE", message: "Give a plate of 1 to 16 letters and digits." },
  });
});

test("cleaning twice is cleaning once, and the keys of the clean plate are the keys", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const clean = cleanPlate(text);
      expect(cleanPlate(clean)).toBe(clean);
      expect(plateSearchKey(clean)).toBe(plateSearchKey(text));
      expect(plateConfusionKey(clean)).toBe(plateConfusionKey(text));
    }),
    { numRuns: FUZZ_RUNS },
  );
});

test("every text is a plate or a coded fault, at once and in little memory", () => {
  const meter = new Meter();

  fc.assert(
    fc.property(anyText, (text) => {
      const reading = meter.run(() => parsePlate(text));
      expect(reading.ok || reading.fault.code === "INVALID_PLATE").toBe(true);
    }),
    { numRuns: FUZZ_RUNS },
  );

  expect(meter.taken).toEqual(LITTLE);
});
