import { expect, test } from "vitest";
import { ask, brokenSource, CANCELLED_NOTICE, FakeNoticeSource, lineOf, RED_NOTICE } from "../fake-source.js";

const QUERY = `
  query ($query: NoticeSearchInput!, $first: Int! = 10, $after: String) {
    searchNotices(query: $query, first: $first, after: $after) {
      outcome
      complete
      hitCount
      sources { source outcome }
      edges { node { ref score } }
      pageInfo { hasNextPage hasPreviousPage }
    }
  }`;

const NINA = { family: "Orlova", given: "Nina" };

/** The same person, as four notices that a search tells apart by its criteria. */
const FOUR_NOTICES = [
  RED_NOTICE,
  { ...RED_NOTICE, localId: "N2", colour: "BLUE" as const },
  { ...RED_NOTICE, localId: "N3", issuingCountry: "NOR" },
  { ...RED_NOTICE, localId: "N4", datesOfBirth: ["1900"] },
];

async function search(query: Readonly<Record<string, unknown>>) {
  const lines = [lineOf("XPO", new FakeNoticeSource(...FOUR_NOTICES))];
  return await ask(lines, {
    query: `query ($query: NoticeSearchInput!) { searchNotices(query: $query) { outcome edges { node { ref } } } }`,
    variables: { query },
  });
}

test("a search gives the notices in force with the account of every source", async () => {
  const lines = [
    lineOf("XPO", new FakeNoticeSource(RED_NOTICE, { ...CANCELLED_NOTICE, localId: "N2" })),
    lineOf("DEU", new FakeNoticeSource({ ...CANCELLED_NOTICE, owner: "DEU" })),
    lineOf("SWE", brokenSource),
  ];

  const answer = await ask(lines, {
    query: QUERY,
    variables: { query: { names: [NINA], dateOfBirth: "1984-03-12", nationality: "UA" } },
  });

  expect(answer).toEqual({
    data: {
      searchNotices: {
        outcome: "HIT",
        complete: false,
        hitCount: 1,
        sources: [
          { source: "xpo-notices", outcome: "HIT" },
          { source: "deu-notices", outcome: "NO_HIT" },
          { source: "swe-notices", outcome: "UNAVAILABLE" },
        ],
        edges: [{ node: { ref: "XPO/N1", score: 1 } }],
        pageInfo: { hasNextPage: false, hasPreviousPage: false },
      },
    },
  });
});

test("pages follow each other by cursor without a gap or a double", async () => {
  const lines = [lineOf("XPO", new FakeNoticeSource(...FOUR_NOTICES))];
  const page = `query ($after: String) {
    searchNotices(query: { names: [{ family: "Orlova", given: "Nina" }] }, first: 3, after: $after) {
      edges { cursor node { ref } } pageInfo { hasNextPage endCursor } } }`;

  const first = await ask(lines, { query: page });
  const second = await ask(lines, { query: page, variables: { after: endCursorOf(first.data) } });

  expect(first.data).toMatchObject({
    searchNotices: {
      edges: ["XPO/N1", "XPO/N2", "XPO/N3"].map((ref) => ({ node: { ref } })),
      pageInfo: { hasNextPage: true },
    },
  });
  expect(second.data).toMatchObject({
    searchNotices: { edges: [{ node: { ref: "XPO/N4" } }], pageInfo: { hasNextPage: false } },
  });
});

test.each<[string, Readonly<Record<string, unknown>>, readonly string[]]>([
  ["colour", { colour: "RED" }, ["XPO/N1", "XPO/N3", "XPO/N4"]],
  ["issuing country", { issuingCountry: "SE" }, ["XPO/N1", "XPO/N2", "XPO/N4"]],
  ["age", { ageMax: 100 }, ["XPO/N1", "XPO/N2", "XPO/N3"]],
])("a search leaves out by %s", async (_what, criteria, refs) => {
  const answer = await search({ names: [NINA], ...criteria });

  expect(answer).toEqual({
    data: { searchNotices: { outcome: "HIT", edges: refs.map((ref) => ({ node: { ref } })) } },
  });
});

test("a source whose notices are all left out has no hit", async () => {
  const answer = await search({ names: [NINA], colour: "BLACK" });

  expect(answer).toEqual({ data: { searchNotices: { outcome: "NO_HIT", edges: [] } } });
});

test.each<[string, Readonly<Record<string, unknown>>, readonly unknown[]]>([
  ["no name", { names: [] }, [{ code: "NO_NAME", path: ["query", "names"], message: "Give at least one name." }]],
  [
    "eleven names",
    { names: Array.from({ length: 11 }, () => NINA) },
    [{ code: "TOO_MANY_VALUES", path: ["query", "names"], message: "Give at most 10." }],
  ],
  [
    "an over-long name and one without a letter",
    { names: [{ family: "x".repeat(101) }, { family: "1" }] },
    [
      { code: "NAME_TOO_LONG", path: ["query", "names", 0, "family"], message: "Give at most 100 characters." },
      { code: "INVALID_NAME", path: ["query", "names", 1], message: "A name has at least one letter." },
    ],
  ],
  [
    "ages that nobody has",
    { names: [NINA], ageMin: -1, ageMax: 151 },
    [
      { code: "INVALID_AGE", path: ["query", "ageMin"], message: "Give an age of 0 to 150 years." },
      { code: "INVALID_AGE", path: ["query", "ageMax"], message: "Give an age of 0 to 150 years." },
    ],
  ],
  [
    "ages the wrong way round",
    { names: [NINA], ageMin: 40, ageMax: 30 },
    [{ code: "INVALID_AGE", path: ["query", "ageMax"], message: "The highest age is below the lowest." }],
  ],
])("a search with %s names every field at fault", async (_what, query, fields) => {
  const answer = await search(query);

  expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([{ code: "INVALID_INPUT", fields }]);
});

function endCursorOf(data: unknown): unknown {
  const [, cursor] = /"endCursor":"([^"]+)"/.exec(JSON.stringify(data)) ?? [];
  return cursor;
}
