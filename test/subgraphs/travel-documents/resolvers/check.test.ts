import { expect, test } from "vitest";
import { ask, brokenSource, FakeTravelDocumentSource, lineOf, STOLEN_PASSPORT } from "../fake-source.js";

const QUERY = `
  query ($documents: [_Any!]!) {
    _entities(representations: $documents) {
      ... on Check {
        travelDocuments {
          outcome
          complete
          hitCount
          sources { source owner outcome reason }
          hits { ref owner sources score verified contact { bureau } travelDocument { number status } }
        }
      }
    }
  }`;

function checkOf(...documents: readonly unknown[]) {
  return { query: QUERY, variables: { documents: [{ __typename: "Check", id: "1", subject: { documents } }] } };
}

test("a check asks every source for the subject's documents and keeps each source's own account", async () => {
  const central = new FakeTravelDocumentSource(STOLEN_PASSPORT);
  const lines = [
    lineOf("XPO", central),
    lineOf("FRA", new FakeTravelDocumentSource(STOLEN_PASSPORT)),
    lineOf("DEU", new FakeTravelDocumentSource()),
    lineOf("SWE", brokenSource),
  ];

  const answer = await ask(lines, checkOf({ number: "19AB12345", issuingCountry: "FRA", type: "PASSPORT" }));

  expect(central.asked).toEqual([[{ number: "19AB12345", issuingCountry: "FRA", type: "PASSPORT" }]]);
  expect(answer).toEqual({
    data: {
      _entities: [
        {
          travelDocuments: {
            outcome: "HIT",
            complete: false,
            hitCount: 1,
            sources: [
              { source: "xpo-travel-documents", owner: "XPO", outcome: "HIT", reason: null },
              { source: "fra-travel-documents", owner: "FRA", outcome: "HIT", reason: null },
              { source: "deu-travel-documents", owner: "DEU", outcome: "NO_HIT", reason: null },
              { source: "swe-travel-documents", owner: "SWE", outcome: "UNAVAILABLE", reason: "FAILED" },
            ],
            hits: [
              {
                ref: "FRA/D1",
                owner: "FRA",
                sources: ["fra-travel-documents", "xpo-travel-documents"],
                score: 1,
                verified: false,
                contact: { bureau: "Bureau of FRA" },
                travelDocument: { number: "19-AB 12345", status: "STOLEN" },
              },
            ],
          },
        },
      ],
    },
  });
});

test("a subject without documents is asked of nobody", async () => {
  const source = new FakeTravelDocumentSource(STOLEN_PASSPORT);

  const answer = await ask([lineOf("FRA", source)], checkOf());

  expect(source.asked).toEqual([]);
  expect(answer).toEqual({
    data: {
      _entities: [
        {
          travelDocuments: {
            outcome: "NOT_ASKED",
            complete: true,
            hitCount: 0,
            sources: [{ source: "fra-travel-documents", owner: "FRA", outcome: "NOT_ASKED", reason: null }],
            hits: [],
          },
        },
      ],
    },
  });
});
