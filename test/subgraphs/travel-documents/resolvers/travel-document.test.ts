import { expect, test } from "vitest";
import { ask, brokenSource, FakeTravelDocumentSource, lineOf, STOLEN_PASSPORT } from "../fake-source.js";

const WHOLE_RECORD = `
  owner localId ref number cleanedNumber type issuingCountry status countryOfTheft dateOfTheft issuedOn expiresOn
  batch note notice { owner localId }`;

const WHOLE_STOLEN_PASSPORT = {
  ...STOLEN_PASSPORT,
  restriction: undefined,
  ref: "FRA/D1",
  cleanedNumber: "19AB12345",
  notice: { owner: "XPO", localId: "N7" },
};

test("a number finds the whole record, with the reasons for the hit", async () => {
  const lines = [lineOf("FRA", new FakeTravelDocumentSource(STOLEN_PASSPORT))];

  const answer = await ask(lines, {
    query: `{ travelDocument(number: "19 AB 12345", issuingCountry: "FR") {
      outcome hits { score features { feature how weight explanation } travelDocument { ${WHOLE_RECORD} } } } }`,
  });

  expect(answer).toEqual({
    data: {
      travelDocument: {
        outcome: "HIT",
        hits: [
          {
            score: 0.95,
            features: [
              {
                feature: "DOCUMENT_NUMBER",
                how: "EXACT",
                weight: 0.7,
                explanation: "The document number is the same.",
              },
              {
                feature: "ISSUING_COUNTRY",
                how: "EXACT",
                weight: 0.25,
                explanation: "The issuing country is the same.",
              },
            ],
            travelDocument: WHOLE_STOLEN_PASSPORT,
          },
        ],
      },
    },
  });
});

test("only as many hits are sent as are asked for, the surest first", async () => {
  const others = ["BEL", "DEU"].map((country) => ({
    ...STOLEN_PASSPORT,
    localId: country,
    issuingCountry: country,
  }));
  const lines = [lineOf("XPO", new FakeTravelDocumentSource(...others, STOLEN_PASSPORT))];

  const answer = await ask(lines, {
    query: `{ travelDocument(number: "19AB12345", issuingCountry: "FRA") { hitCount hits(first: 2) { ref score } } }`,
  });

  expect(answer).toEqual({
    data: {
      travelDocument: {
        hitCount: 3,
        hits: [
          { ref: "FRA/D1", score: 0.95 },
          { ref: "FRA/BEL", score: 0.5 },
        ],
      },
    },
  });
});

test("a source that fails is never a no-hit", async () => {
  const answer = await ask([lineOf("FRA", brokenSource)], {
    query: `{ travelDocument(number: "19AB12345") { outcome complete hits { ref } } }`,
  });

  expect(answer).toEqual({ data: { travelDocument: { outcome: "UNAVAILABLE", complete: false, hits: [] } } });
});

test("a number that is none is refused with a code and its path, and nobody is asked", async () => {
  const source = new FakeTravelDocumentSource(STOLEN_PASSPORT);

  const answer = await ask([lineOf("FRA", source)], {
    query: `query ($number: DocumentNumber!) { travelDocument(number: $number) { outcome } }`,
    variables: { number: "12" },
  });

  expect(source.asked).toEqual([]);
  expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([
    {
      code: "INVALID_INPUT",
      fields: [
        {
          code: "INVALID_DOCUMENT_NUMBER",
          path: ["number"],
          message: "Give a document number of 5 to 25 Latin letters and digits.",
        },
      ],
    },
  ]);
});

const ENTITIES = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on TravelDocument { ${WHOLE_RECORD} } } }`;

function referencesTo(...localIds: readonly string[]) {
  const refs = localIds.map((localId) => ({ __typename: "TravelDocument", owner: "FRA", localId }));
  return { query: ENTITIES, variables: { refs } };
}

test("references are followed in one batch; one that nobody holds is null", async () => {
  const source = new FakeTravelDocumentSource({ ...STOLEN_PASSPORT, notice: null });

  const answer = await ask([lineOf("FRA", source)], referencesTo("D1", "D2"));

  expect(source.askedRefs).toEqual([
    [
      { owner: "FRA", localId: "D1" },
      { owner: "FRA", localId: "D2" },
    ],
  ]);
  expect(answer).toEqual({ data: { _entities: [{ ...WHOLE_STOLEN_PASSPORT, notice: null }, null] } });
});

test("a reference to a source that fails is an error, never null alone", async () => {
  const answer = await ask([lineOf("FRA", brokenSource)], referencesTo("D1"));

  expect(answer.data).toEqual({ _entities: [null] });
  expect(answer.errors).toEqual([
    {
      message: "The source fra-travel-documents did not answer.",
      path: ["_entities", 0],
      extensions: { code: "SOURCE_UNAVAILABLE", source: "fra-travel-documents" },
    },
  ]);
});
