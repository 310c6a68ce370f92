import { parse } from "graphql";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { expect, test } from "vitest";
import { CrosscheckError, InvalidInput } from "../../../../subgraphs/kit/errors.js";
import { runSubgraph } from "../../../../subgraphs/kit/graph/run-subgraph.js";
import type { RunningSubgraph } from "../../../../subgraphs/kit/graph/run-subgraph.js";
import { DocumentNumber } from "../../../../subgraphs/kit/graph/scalars.js";

const sdl = `
  scalar DocumentNumber
  input Subject { number: DocumentNumber, colours: [Colour!]! = [RED] }
  enum Colour { RED BLUE }
  type Hit { score: Float! }
  type Query { ask(subject: Subject!): [String!]! hits: [Hit!]! ours: String refused: String theirs: String }
`;

async function start(): Promise<RunningSubgraph> {
  const resolvers = {
    DocumentNumber,
    Query: {
      ask: (_root: unknown, { subject }: { subject: { number?: string; colours: string[] } }) => [
        subject.number ?? "none",
        ...subject.colours,
      ],
      hits: () => [{ score: 1 }, { score: null }],
      ours: () => {
        throw new CrosscheckError("SOURCE_UNAVAILABLE", "The source did not answer.", { source: "fra-persons" });
      },
      refused: () => {
        throw new InvalidInput([{ code: "INVALID_VIN", path: ["vin"], message: "Give a VIN." }]);
      },
      theirs: () => {
        throw new Error('duplicate key value violates "personnes_pkey": (nom)=(Eriksson)');
      },
    },
  };
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }]);
  return runSubgraph({ name: "test", schema, sdl, createContext: (request) => request, warm: async () => {} });
}

/** Mercurius interprets an operation the first time and compiles it the second: both must give the same bytes. */
async function askThreeTimes(query: string, variables: Record<string, unknown> = {}) {
  await using subgraph = await start();
  const ask = () => subgraph.execute({ query, variables }, { signal: AbortSignal.timeout(2_000) });
  const results = [JSON.stringify(await ask()), JSON.stringify(await ask()), JSON.stringify(await ask())];
  expect(new Set(results).size).toBe(1);
  return JSON.parse(results[0] ?? "");
}

const QUESTION = "query($subject: Subject!) { ask(subject: $subject) }";

test("defaults of input fields are filled in and scalars cleaned, interpreted and compiled alike", async () => {
  expect(await askThreeTimes(QUESTION, { subject: { number: "ab-123 456" } })).toEqual({
    data: { ask: ["AB123456", "RED"] },
  });
});

test("a bad value is refused with its path and without the value", async () => {
  const answer = await askThreeTimes(QUESTION, { subject: { number: 'Эрикссон at "subject.colours"' } });

  expect(answer).toEqual({
    errors: [
      {
        message: "subject.number: Give a document number of 5 to 25 Latin letters and digits.",
        extensions: {
          code: "INVALID_INPUT",
          fields: [
            {
              code: "INVALID_DOCUMENT_NUMBER",
              path: ["subject", "number"],
              message: "Give a document number of 5 to 25 Latin letters and digits.",
            },
          ],
        },
      },
    ],
  });
});

test.each([
  ["an enum value that is none, in a variable", QUESTION, { subject: { colours: ["Eriksson"] } }],
  ["an unknown input field", QUESTION, { subject: { Eriksson: 1 } }],
  ["an enum value that is none, in the document", '{ ask(subject: { colours: ["Eriksson"] }) }', {}],
  ["a scalar that is none, in the document", '{ ask(subject: { number: "Eriksson Ж" }) }', {}],
  ["a document that cannot be parsed", '{ ask(subject: { number: "Eriksson }', {}],
])("%s is refused without being repeated", async (_name, query, variables) => {
  const text = JSON.stringify(await askThreeTimes(query, variables));

  expect(text).toContain('"code":"INVALID_');
  expect(text).not.toContain("Eriksson");
});

test("an error of ours keeps its code and facts, any other becomes INTERNAL", async () => {
  expect(await askThreeTimes("{ ours refused theirs }")).toEqual({
    data: { ours: null, refused: null, theirs: null },
    errors: [
      {
        message: "The source did not answer.",
        path: ["ours"],
        extensions: { code: "SOURCE_UNAVAILABLE", source: "fra-persons" },
      },
      {
        message: "vin: Give a VIN.",
        path: ["refused"],
        extensions: { code: "INVALID_INPUT", fields: [{ code: "INVALID_VIN", path: ["vin"], message: "Give a VIN." }] },
      },
      { message: "Something went wrong inside the graph.", path: ["theirs"], extensions: { code: "INTERNAL" } },
    ],
  });
});

test("an index in an error's path is a number", async () => {
  const answer = await askThreeTimes("{ hits { score } }");

  expect(answer.errors).toEqual([
    { message: "Something went wrong inside the graph.", path: ["hits", 1, "score"], extensions: { code: "INTERNAL" } },
  ]);
});
