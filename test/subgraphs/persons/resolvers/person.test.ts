import { expect, test } from "vitest";
import { createPersons } from "../../../../subgraphs/persons/index.js";
import type { PersonSource } from "../../../../subgraphs/persons/index.js";
import { POLICIES } from "../../../support/authority.js";
import { sourceLine } from "../../../support/sources.js";
import { askEntity, askSubgraph } from "../../../support/subgraph.js";
import { brokenSource, FakePersonSource, NINA } from "../fake-source.js";

const WHOLE_RECORD = `
  owner localId ref names { kind family given original } datesOfBirth sex birthPlace birthCountry nationalities
  fatherName motherName heightCm weightKg eyes hair distinguishingMarks languages cautions actionToTake offence
  identityDocuments { type number issuingCountry }
  notices { owner localId } travelDocuments { owner localId } vehicles { owner localId } encounters { owner localId }`;

const WHOLE_NINA = {
  ...NINA,
  restriction: undefined,
  ref: "SWE/P1",
  notices: [
    { owner: "XPO", localId: "N1" },
    { owner: "SWE", localId: "N2" },
  ],
  travelDocuments: [{ owner: "UKR", localId: "D1" }],
  vehicles: [{ owner: "DEU", localId: "V1" }],
  encounters: [{ owner: "SWE", localId: "E1" }],
};

/** Sweden's register as given; Germany's is down. */
function swedenAndGermany(sweden: PersonSource) {
  return createPersons([sourceLine("persons", "SWE", sweden), sourceLine("persons", "DEU", brokenSource)], POLICIES);
}

const GERMANY_IS_DOWN = {
  message: "The source deu-persons did not answer.",
  extensions: { code: "SOURCE_UNAVAILABLE", source: "deu-persons" },
};

test("a person is read by reference from the owner's source, with the whole record", async () => {
  const answer = await askSubgraph(
    swedenAndGermany(new FakePersonSource(NINA)),
    `{ person(ref: "SWE/P1") { ${WHOLE_RECORD} } }`,
  );

  expect(answer).toEqual({ data: { person: WHOLE_NINA } });
});

test("a person whom the owner does not hold is null", async () => {
  const answer = await askSubgraph(swedenAndGermany(new FakePersonSource()), `{ person(ref: "SWE/P1") { ref } }`);

  expect(answer).toEqual({ data: { person: null } });
});

test("a person whose source does not answer is an error, never null alone", async () => {
  const answer = await askSubgraph(swedenAndGermany(new FakePersonSource()), `{ person(ref: "DEU/P1") { ref } }`);

  expect(answer).toEqual({ data: { person: null }, errors: [{ ...GERMANY_IS_DOWN, path: ["person"] }] });
});

test("a reference that is none is refused with a code and its path", async () => {
  const answer = await askSubgraph(
    swedenAndGermany(new FakePersonSource()),
    "query ($ref: RecordReference!) { person(ref: $ref) { ref } }",
    { ref: "P1" },
  );

  expect(answer.errors?.map(({ extensions }) => extensions)).toMatchObject([
    { code: "INVALID_INPUT", fields: [{ code: "INVALID_REFERENCE", path: ["ref"] }] },
  ]);
});

test("persons are entered by their key, in one batch", async () => {
  const source = new FakePersonSource(NINA, { ...NINA, localId: "P2" });
  const representations = ["P1", "P2", "P3"].map((localId) => ({ __typename: "Person", owner: "SWE", localId }));

  const answer = await askSubgraph(
    swedenAndGermany(source),
    "query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person { ref } } }",
    { representations },
  );

  expect(source.askedRefs.map((refs) => refs.map(({ localId }) => localId))).toEqual([["P1", "P2", "P3"]]);
  expect(answer).toEqual({ data: { _entities: [{ ref: "SWE/P1" }, { ref: "SWE/P2" }, null] } });
});

test("a key whose source does not answer is an error, never null alone", async () => {
  const answer = await askEntity(
    swedenAndGermany(new FakePersonSource()),
    { __typename: "Person", owner: "DEU", localId: "P1" },
    "ref",
  );

  expect(answer).toEqual({ data: { _entities: [null] }, errors: [{ ...GERMANY_IS_DOWN, path: ["_entities", 0] }] });
});
