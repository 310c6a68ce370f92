import { expect, test } from "vitest";
import { ask, brokenSource, CANCELLED_NOTICE, FakeNoticeSource, lineOf, RED_NOTICE } from "../fake-source.js";

const QUERY = `
  query ($checks: [_Any!]!) {
    _entities(representations: $checks) {
      ... on Check {
        notices {
          outcome
          complete
          hitCount
          sources { source outcome reason }
          hits { ref owner sources score verified contact { bureau } notice { colour legalNote person { owner localId } } }
        }
      }
    }
  }`;

const ORLOVA = {
  names: [{ family: "Orlova", given: "Nina", original: null }],
  dateOfBirth: "1984-03-12",
  sex: "F",
  nationalities: ["UKR"],
};

function checkOf(subject: Readonly<Record<string, unknown>>) {
  return { query: QUERY, variables: { checks: [{ __typename: "Check", id: "1", subject }] } };
}

test("a check asks every source for notices on the subject and keeps each source's own account", async () => {
  const central = new FakeNoticeSource(RED_NOTICE);
  const lines = [lineOf("XPO", central), lineOf("DEU", new FakeNoticeSource()), lineOf("SWE", brokenSource)];

  const answer = await ask(lines, checkOf(ORLOVA));

  expect(central.asked).toEqual([{ ...ORLOVA, entityId: null }]);
  expect(answer).toEqual({
    data: {
      _entities: [
        {
          notices: {
            outcome: "HIT",
            complete: false,
            hitCount: 1,
            sources: [
              { source: "xpo-notices", outcome: "HIT", reason: null },
              { source: "deu-notices", outcome: "NO_HIT", reason: null },
              { source: "swe-notices", outcome: "UNAVAILABLE", reason: "FAILED" },
            ],
            hits: [
              {
                ref: "XPO/N1",
                owner: "XPO",
                sources: ["xpo-notices"],
                score: 1,
                verified: false,
                contact: { bureau: "Bureau of XPO" },
                notice: {
                  colour: "RED",
                  legalNote: expect.stringContaining("a request to locate and arrest, not a warrant"),
                  person: { owner: "XPO", localId: "P1" },
                },
              },
            ],
          },
        },
      ],
    },
  });
});

test.each(["DRAFT", "SUSPENDED", "WITHDRAWN", "CANCELLED", "DELETED", "EXPIRED"] as const)(
  "a notice in state %s gives the same answer as none at all",
  async (state) => {
    const withNotice = [lineOf("XPO", new FakeNoticeSource({ ...CANCELLED_NOTICE, state }))];
    const without = [lineOf("XPO", new FakeNoticeSource())];

    const answer = await ask(withNotice, checkOf(ORLOVA));

    expect(answer).toEqual(await ask(without, checkOf(ORLOVA)));
    expect(answer).toEqual({
      data: {
        _entities: [
          {
            notices: {
              outcome: "NO_HIT",
              complete: true,
              hitCount: 0,
              sources: [{ source: "xpo-notices", outcome: "NO_HIT", reason: null }],
              hits: [],
            },
          },
        ],
      },
    });
  },
);

test("a subject without a name that can be searched by is asked of nobody", async () => {
  const source = new FakeNoticeSource(RED_NOTICE);

  const answer = await ask([lineOf("XPO", source)], checkOf({ ...ORLOVA, names: [] }));

  expect(source.asked).toEqual([]);
  expect(answer).toEqual({
    data: {
      _entities: [
        {
          notices: {
            outcome: "NOT_ASKED",
            complete: true,
            hitCount: 0,
            sources: [{ source: "xpo-notices", outcome: "NOT_ASKED", reason: null }],
            hits: [],
          },
        },
      ],
    },
  });
});
