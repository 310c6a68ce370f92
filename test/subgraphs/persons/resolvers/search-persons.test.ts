import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { TRAINING_AUTHORITY } from "../../../../gateway/officer/training.js";
import { runSubgraph } from "../../../../subgraphs/kit/graph/run-subgraph.js";
import { createPersons } from "../../../../subgraphs/persons/index.js";
import { POLICIES } from "../../../support/authority.js";
import { sourceLine } from "../../../support/sources.js";
import { askSubgraph } from "../../../support/subgraph.js";
import { brokenSource, FakePersonSource, NINA, NOBODY } from "../fake-source.js";

const ORLOVA = { family: "Orlova", given: "Nina" };

const SEARCH = `
  query ($query: PersonSearchInput!) {
    searchPersons(query: $query) {
      outcome complete hitCount sources { source outcome }
      edges { node { ref score person { birthPlace } } }
      pageInfo { hasNextPage hasPreviousPage }
    }
  }`;

test("a search gives a page of persons with the account of every source", async () => {
  const sweden = new FakePersonSource(NINA);
  const persons = createPersons(
    [sourceLine("persons", "SWE", sweden), sourceLine("persons", "DEU", brokenSource)],
    POLICIES,
  );

  const answer = await askSubgraph(persons, SEARCH, {
    query: {
      names: [ORLOVA],
      dateOfBirth: "1984-03-12",
      nationalities: ["UA"],
      birthPlace: "Lviv",
      documents: [{ number: "fe-123 456" }],
    },
  });

  expect(sweden.asked).toEqual([
    {
      names: [ORLOVA],
      dateOfBirth: "1984-03-12",
      sex: null,
      nationalities: ["UKR"],
      birthPlace: "Lviv",
      documents: [{ number: "FE123456", issuingCountry: null, type: null }],
    },
  ]);
  expect(answer).toEqual({
    data: {
      searchPersons: {
        outcome: "HIT",
        complete: false,
        hitCount: 1,
        sources: [
          { source: "swe-persons", outcome: "HIT" },
          { source: "deu-persons", outcome: "UNAVAILABLE" },
        ],
        edges: [{ node: { ref: "SWE/P1", score: 1, person: { birthPlace: "Lviv" } } }],
        pageInfo: { hasNextPage: false, hasPreviousPage: false },
      },
    },
  });
});

test("a document alone is enough to search by", async () => {
  const sweden = new FakePersonSource();

  await askSubgraph(createPersons([sourceLine("persons", "SWE", sweden)], POLICIES), SEARCH, {
    query: { documents: [{ number: "FE123456", issuingCountry: "UKR", type: "PASSPORT" }] },
  });

  expect(sweden.asked).toEqual([
    { ...NOBODY, documents: [{ number: "FE123456", issuingCountry: "UKR", type: "PASSPORT" }] },
  ]);
});

const pageSchema = z.object({
  data: z.object({
    searchPersons: z.object({
      edges: z.array(z.object({ node: z.object({ ref: z.string() }) })),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    }),
  }),
});

const PAGE = `
  query ($first: Int!, $after: String) {
    searchPersons(query: { names: [{ family: "Orlova", given: "Nina" }], sex: F }, first: $first, after: $after) {
      edges { node { ref } } pageInfo { hasNextPage endCursor }
    }
  }`;

/** Some agree in sex, some do not say, some are known by an alias with another given name: four scores among them. */
const NAMESAKES = Array.from({ length: 23 }, (_, index) => ({
  ...NINA,
  localId: `P${index}`,
  sex: index % 3 === 0 ? null : ("F" as const),
  names: index % 2 === 0 ? NINA.names : [{ ...ORLOVA, kind: "PRIMARY" as const, given: "Nina Maria", original: null }],
}));

test("pages of any size follow each other without a gap or a repeat", async () => {
  const lines = [sourceLine("persons", "SWE", new FakePersonSource(...NAMESAKES))];
  await using subgraph = await runSubgraph(await createPersons(lines, POLICIES));
  const pageAfter = async (first: number, after: string | null) => {
    const operation = { query: PAGE, variables: { first, after } };
    const answer = await subgraph.execute(operation, {
      signal: AbortSignal.timeout(10_000),
      authority: TRAINING_AUTHORITY,
    });
    return pageSchema.parse(answer).data.searchPersons;
  };
  const pagesOf = async (first: number, after: string | null = null): Promise<readonly string[]> => {
    const { edges, pageInfo } = await pageAfter(first, after);
    const refs = edges.map(({ node }) => node.ref);
    return pageInfo.hasNextPage ? [...refs, ...(await pagesOf(first, pageInfo.endCursor))] : refs;
  };
  const whole = await pagesOf(100);

  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 25 }), async (first) => {
      expect(await pagesOf(first)).toEqual(whole);
    }),
    { numRuns: 25 },
  );
  expect(new Set(whole).size).toBe(NAMESAKES.length);
});

test("a cursor of nothing is refused", async () => {
  const persons = createPersons([sourceLine("persons", "SWE", new FakePersonSource(NINA))], POLICIES);

  const answer = await askSubgraph(persons, PAGE, { first: 1, after: "elsewhere" });

  expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([{ code: "INVALID_CURSOR" }]);
});

test.each<[string, Readonly<Record<string, unknown>>, readonly unknown[]]>([
  [
    "neither name nor document",
    { dateOfBirth: "1984" },
    [{ code: "EMPTY_SEARCH", path: ["query"], message: "Give at least a name or a document." }],
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
    "an over-long place of birth",
    { names: [ORLOVA], birthPlace: "x".repeat(101) },
    [{ code: "PLACE_TOO_LONG", path: ["query", "birthPlace"], message: "Give at most 100 characters." }],
  ],
  [
    "eleven names",
    { names: Array.from({ length: 11 }, () => ORLOVA) },
    [{ code: "TOO_MANY_VALUES", path: ["query", "names"], message: "Give at most 10." }],
  ],
])("a search with %s names every field at fault, and asks nobody", async (_what, query, fields) => {
  const source = new FakePersonSource(NINA);

  const answer = await askSubgraph(createPersons([sourceLine("persons", "SWE", source)], POLICIES), SEARCH, { query });

  expect(source.asked).toEqual([]);
  expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([{ code: "INVALID_INPUT", fields }]);
});
