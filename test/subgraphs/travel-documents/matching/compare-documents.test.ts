import { expect, test } from "vitest";
import { compareDocuments } from "../../../../subgraphs/travel-documents/matching/compare-documents.js";
import type { DocumentDescription } from "../../../../subgraphs/travel-documents/index.js";
import { STOLEN_PASSPORT } from "../fake-source.js";

const ASKED: DocumentDescription = { number: "19AB12345", issuingCountry: "FRA", type: "PASSPORT" };

const SAME_NUMBER = {
  feature: "DOCUMENT_NUMBER",
  how: "EXACT",
  weight: 0.7,
  explanation: "The document number is the same.",
};
const MISREAD_NUMBER = {
  feature: "DOCUMENT_NUMBER",
  how: "CONFUSABLE",
  weight: 0.5,
  explanation: "The document number differs only in characters that are easily misread.",
};
const SAME_COUNTRY = {
  feature: "ISSUING_COUNTRY",
  how: "EXACT",
  weight: 0.25,
  explanation: "The issuing country is the same.",
};
const OTHER_COUNTRY = {
  feature: "ISSUING_COUNTRY",
  how: "DIFFERENT",
  weight: -0.2,
  explanation: "Another country issued the document on record.",
};
const SAME_TYPE = {
  feature: "DOCUMENT_TYPE",
  how: "EXACT",
  weight: 0.05,
  explanation: "The type of document is the same.",
};
const OTHER_TYPE = {
  feature: "DOCUMENT_TYPE",
  how: "DIFFERENT",
  weight: -0.05,
  explanation: "The document on record is of another type.",
};

test("the same number, country and type is certain, however the owner wrote the number", () => {
  expect(compareDocuments(ASKED, STOLEN_PASSPORT)).toEqual({
    score: 1,
    features: [SAME_NUMBER, SAME_COUNTRY, SAME_TYPE],
  });
});

test("another type of the same country counts less, as a number is unique within its type alone", () => {
  expect(compareDocuments({ ...ASKED, type: "ID_CARD" }, STOLEN_PASSPORT)).toEqual({
    score: 0.9,
    features: [SAME_NUMBER, SAME_COUNTRY, OTHER_TYPE],
  });
});

test("what the officer does not know is not compared", () => {
  expect(compareDocuments({ ...ASKED, issuingCountry: null, type: null }, STOLEN_PASSPORT)).toEqual({
    score: 0.7,
    features: [SAME_NUMBER],
  });
});

test("the same number of another country is the least of the exact matches", () => {
  expect(compareDocuments({ ...ASKED, issuingCountry: "DEU" }, STOLEN_PASSPORT)).toEqual({
    score: 0.55,
    features: [SAME_NUMBER, SAME_TYPE, OTHER_COUNTRY],
  });
});

test("a number misread in look-alike characters matches, and says so", () => {
  expect(compareDocuments({ ...ASKED, number: "I9AB1Z345" }, STOLEN_PASSPORT)).toEqual({
    score: 0.8,
    features: [MISREAD_NUMBER, SAME_COUNTRY, SAME_TYPE],
  });
});

test("a number that one typing error parts from it matches where the officer asks for it, the least of all", () => {
  const near = { ...ASKED, number: "19AB12346", isNearEnough: true };

  expect(compareDocuments(near, STOLEN_PASSPORT)).toEqual({
    score: 0.6,
    features: [
      {
        feature: "DOCUMENT_NUMBER",
        how: "ONE_EDIT",
        weight: 0.3,
        explanation: "One typing error parts the document numbers.",
      },
      SAME_COUNTRY,
      SAME_TYPE,
    ],
  });
  expect(compareDocuments({ ...near, issuingCountry: "DEU" }, STOLEN_PASSPORT)).toBeNull();
  expect(compareDocuments({ ...near, number: "19AB12366" }, STOLEN_PASSPORT)).toBeNull();
});

test.each<[string, DocumentDescription]>([
  ["a number misread and of another country", { ...ASKED, number: "I9AB12345", issuingCountry: "DEU" }],
  ["another number", { ...ASKED, number: "19AB12346" }],
  ["a number of separators alone", { ...ASKED, number: "--" }],
])("%s does not match", (_what, asked) => {
  expect(compareDocuments(asked, STOLEN_PASSPORT)).toBeNull();
});
