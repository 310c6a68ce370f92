import { expect, test } from "vitest";
import { createPersons } from "../../../../subgraphs/persons/index.js";
import { POLICIES } from "../../../support/authority.js";
import { sourceLine } from "../../../support/sources.js";
import { askEntity } from "../../../support/subgraph.js";
import { brokenSource, FakePersonSource, NINA } from "../fake-source.js";

const ORLOVA = {
  names: [{ family: "Orlova", given: "Nina", original: null }],
  dateOfBirth: "1984-03-12",
  sex: "F",
  nationalities: ["UKR"],
  documents: [{ number: "FE123456", issuingCountry: "UKR", type: "PASSPORT" }],
};

const NOBODY_KNOWN = { names: [], dateOfBirth: null, sex: null, nationalities: [], birthPlace: null, documents: [] };

function checkOf(subject: Readonly<Record<string, unknown>>) {
  return { __typename: "Check", id: "1", subject };
}

test("a check asks every source for the subject, and keeps each source's own account", async () => {
  const central = new FakePersonSource(NINA);
  const persons = createPersons(
    [
      sourceLine("persons", "XPO", central, { holds: "MANY" }),
      sourceLine("persons", "SWE", new FakePersonSource(NINA)),
      sourceLine("persons", "DEU", new FakePersonSource()),
      sourceLine("persons", "FRA", brokenSource),
    ],
    POLICIES,
  );

  const answer = await askEntity(
    persons,
    checkOf(ORLOVA),
    `persons {
      outcome complete hitCount sources { source outcome reason }
      hits { ref owner sources score verified contact { bureau } features { feature how } person { ref birthPlace } }
    }`,
  );

  expect(central.asked).toEqual([ORLOVA]);
  expect(answer).toEqual({
    data: {
      _entities: [
        {
          persons: {
            outcome: "HIT",
            complete: false,
            hitCount: 1,
            sources: [
              { source: "xpo-persons", outcome: "HIT", reason: null },
              { source: "swe-persons", outcome: "HIT", reason: null },
              { source: "deu-persons", outcome: "NO_HIT", reason: null },
              { source: "fra-persons", outcome: "UNAVAILABLE", reason: "FAILED" },
            ],
            hits: [
              {
                ref: "SWE/P1",
                owner: "SWE",
                sources: ["swe-persons", "xpo-persons"],
                score: 1,
                verified: false,
                contact: { bureau: "Bureau SWE" },
                features: [
                  { feature: "IDENTITY_DOCUMENT", how: "EXACT" },
                  { feature: "DATE_OF_BIRTH", how: "EXACT" },
                  { feature: "NAME", how: "EXACT" },
                  { feature: "NAME", how: "EXACT" },
                  { feature: "NATIONALITY", how: "EXACT" },
                  { feature: "SEX", how: "EXACT" },
                ],
                person: { ref: "SWE/P1", birthPlace: "Lviv" },
              },
            ],
          },
        },
      ],
    },
  });
});

test("a source that fails makes the answer incomplete, never a no-hit", async () => {
  const persons = createPersons(
    [sourceLine("persons", "DEU", new FakePersonSource()), sourceLine("persons", "FRA", brokenSource)],
    POLICIES,
  );

  const answer = await askEntity(persons, checkOf(ORLOVA), "persons { outcome complete hits { ref } }");

  expect(answer).toEqual({
    data: { _entities: [{ persons: { outcome: "UNAVAILABLE", complete: false, hits: [] } }] },
  });
});

test.each([
  ["neither name nor document", NOBODY_KNOWN],
  ["a single initial", { ...NOBODY_KNOWN, names: [{ family: "A", given: "", original: null }] }],
])("a subject with %s is asked of nobody", async (_what, subject) => {
  const source = new FakePersonSource(NINA);

  const answer = await askEntity(
    createPersons([sourceLine("persons", "SWE", source)], POLICIES),
    checkOf({ ...subject, dateOfBirth: "1984-03-12" }),
    "persons { outcome complete sources { outcome } hits { ref } }",
  );

  expect(source.asked).toEqual([]);
  expect(answer).toEqual({
    data: {
      _entities: [{ persons: { outcome: "NOT_ASKED", complete: true, sources: [{ outcome: "NOT_ASKED" }], hits: [] } }],
    },
  });
});

test("as many hits are sent as are asked for, and all are counted", async () => {
  const records = ["P1", "P2", "P3"].map((localId) => ({ ...NINA, localId }));
  const persons = createPersons([sourceLine("persons", "SWE", new FakePersonSource(...records))], POLICIES);

  const answer = await askEntity(persons, checkOf(ORLOVA), "persons { hitCount hits(first: 2) { ref } }");

  expect(answer).toEqual({
    data: { _entities: [{ persons: { hitCount: 3, hits: [{ ref: "SWE/P1" }, { ref: "SWE/P2" }] } }] },
  });
});
