import fc from "fast-check";
import { expect, test } from "vitest";
import { compareDocuments } from "../../../../subgraphs/travel-documents/matching/compare-documents.js";
import { documentKeys } from "../../../../subgraphs/travel-documents/matching/document-keys.js";
import { STOLEN_PASSPORT } from "../fake-source.js";

test("a document has its cleaned number and the class of those it can be misread for", () => {
  expect(documentKeys([{ number: "19-ab 12o45" }, { number: "C01X00T47" }])).toEqual({
    number: ["19AB12O45", "C01X00T47"],
    class: ["19A812045", "C01X00T47"],
  });
});

test("a number without a letter or digit gives no key, and so finds nothing rather than everything", () => {
  expect(documentKeys([{ number: "- /" }])).toEqual({ number: [], class: [] });
});

test("two documents that match share a key of each kind that they match by", () => {
  const number = fc.string({ unit: fc.constantFrom(..."0OQD1IL2Z8B- "), minLength: 1, maxLength: 6 });

  fc.assert(
    fc.property(number, number, (asked, held) => {
      const match = compareDocuments(
        { number: asked, issuingCountry: null, type: null },
        { ...STOLEN_PASSPORT, number: held },
      );
      const [one, other] = [documentKeys([{ number: asked }]), documentKeys([{ number: held }])];
      expect(match !== null).toBe(one.class.length > 0 && one.class[0] === other.class[0]);
      expect(match?.features[0]?.how === "EXACT").toBe(one.number.length > 0 && one.number[0] === other.number[0]);
    }),
  );
});
