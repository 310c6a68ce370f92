import { expect, test } from "vitest";
import { ask, brokenSource, CANCELLED_NOTICE, FakeNoticeSource, lineOf, RED_NOTICE } from "../fake-source.js";

const WHOLE_RECORD = `
  owner localId ref entityId colour kind state legalNote issuingCountry issuedOn expiresOn
  names { family given original } datesOfBirth sex nationalities
  warrants { issuingCountry charge chargeTranslation } recipients publicExtract person { owner localId }`;

const WHOLE_RED_NOTICE = {
  ...RED_NOTICE,
  restriction: undefined,
  ref: "XPO/N1",
  legalNote: expect.stringContaining("not a warrant"),
  person: { owner: "XPO", localId: "P1" },
};

const BY_ID = { query: `{ notice(id: "2024/12345") { ${WHOLE_RECORD} } }` };

test("a notice is found by its number, with the whole record", async () => {
  const answer = await ask([lineOf("XPO", new FakeNoticeSource(RED_NOTICE))], BY_ID);

  expect(answer).toEqual({ data: { notice: WHOLE_RED_NOTICE } });
});

test("a notice of another colour carries no legal note, and one about nobody has no person", async () => {
  const warning = { ...RED_NOTICE, colour: "ORANGE" as const, names: [], person: null };

  const answer = await ask([lineOf("XPO", new FakeNoticeSource(warning))], BY_ID);

  expect(answer).toEqual({
    data: { notice: { ...WHOLE_RED_NOTICE, colour: "ORANGE", names: [], legalNote: null, person: null } },
  });
});

test("only sources that may hold the owner's notices are asked for one of them", async () => {
  const [central, own, other] = [new FakeNoticeSource(), new FakeNoticeSource(), new FakeNoticeSource()];
  const lines = [lineOf("XPO", central), lineOf("SWE", own), lineOf("DEU", other)];

  const answer = await ask(lines, { query: `{ notice(id: "2024/12345", owner: "SWE") { ref } }` });

  expect(answer).toEqual({ data: { notice: null } });
  expect([central, own, other].map(({ asked }) => asked.length)).toEqual([1, 1, 0]);
});

test("the same number of another owner is another notice", async () => {
  const lines = [lineOf("XPO", new FakeNoticeSource({ ...RED_NOTICE, owner: "SWE" }))];

  expect(await ask(lines, BY_ID)).toEqual({ data: { notice: null } });
});

test("a cancelled notice gives the same answer as none at all", async () => {
  const answer = await ask([lineOf("XPO", new FakeNoticeSource(CANCELLED_NOTICE))], BY_ID);

  expect(answer).toEqual(await ask([lineOf("XPO", new FakeNoticeSource())], BY_ID));
  expect(answer).toEqual({ data: { notice: null } });
});

test("what its owner has cancelled does not come back out of an older copy", async () => {
  const copy = { ...RED_NOTICE, owner: "SWE" };
  const lines = [
    lineOf("XPO", new FakeNoticeSource(copy)),
    lineOf("SWE", new FakeNoticeSource({ ...copy, state: "CANCELLED" })),
  ];

  expect(await ask(lines, { query: `{ notice(id: "2024/12345", owner: "SWE") { ref } }` })).toEqual({
    data: { notice: null },
  });
  expect(await ask(lines, referencesTo("SWE", "N1"))).toEqual({ data: { _entities: [null] } });
});

test("a number asked of a source that fails is an error, never null alone", async () => {
  const answer = await ask([lineOf("XPO", brokenSource)], BY_ID);

  expect(answer.data).toEqual({ notice: null });
  expect(answer.errors).toEqual([
    {
      message: "The source xpo-notices did not answer.",
      path: ["notice"],
      extensions: { code: "SOURCE_UNAVAILABLE", source: "xpo-notices" },
    },
  ]);
});

test("a number that is none is refused with a code and its path, and nobody is asked", async () => {
  const source = new FakeNoticeSource(RED_NOTICE);

  const answer = await ask([lineOf("XPO", source)], {
    query: `query ($id: EntityId!) { notice(id: $id) { ref } }`,
    variables: { id: "12345" },
  });

  expect(source.asked).toEqual([]);
  expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([
    {
      code: "INVALID_INPUT",
      fields: [
        {
          code: "INVALID_ENTITY_ID",
          path: ["id"],
          message: "Give the notice's number as its year, a slash and its digits: 2024/12345.",
        },
      ],
    },
  ]);
});

function referencesTo(owner: string, ...localIds: readonly string[]) {
  const refs = localIds.map((localId) => ({ __typename: "Notice", owner, localId }));
  return {
    query: `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Notice { ${WHOLE_RECORD} } } }`,
    variables: { refs },
  };
}

test("references are followed in one batch; one that is cancelled is null like one that nobody holds", async () => {
  const source = new FakeNoticeSource(RED_NOTICE, { ...CANCELLED_NOTICE, localId: "N2" });

  const answer = await ask([lineOf("XPO", source)], referencesTo("XPO", "N1", "N2", "N3"));

  expect(source.askedRefs.map((refs) => refs.map(({ localId }) => localId))).toEqual([["N1", "N2", "N3"]]);
  expect(answer).toEqual({ data: { _entities: [WHOLE_RED_NOTICE, null, null] } });
});

test("a reference to a source that fails is an error, never null alone", async () => {
  const answer = await ask([lineOf("XPO", brokenSource)], referencesTo("XPO", "N1"));

  expect(answer.data).toEqual({ _entities: [null] });
  expect(answer.errors).toEqual([
    {
      message: "The source xpo-notices did not answer.",
      path: ["_entities", 0],
      extensions: { code: "SOURCE_UNAVAILABLE", source: "xpo-notices" },
    },
  ]);
});
