import type { GraphQLDataSourceProcessOptions } from "@apollo/gateway";
import { expect, test } from "vitest";
import { RequestIntent } from "../../../gateway/graph/request-intent.js";
import { QuestionTime } from "../../../gateway/graph/question-time.js";
import type { RequestScope } from "../../../gateway/graph/request-scope.js";
import { SubgraphDataSource } from "../../../gateway/graph/subgraph-data-source.js";
import { SubgraphFailure } from "../../../gateway/graph/subgraph-client.js";
import type { SubgraphClient } from "../../../gateway/graph/subgraph-client.js";

const ENTITIES =
  "query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Check { persons { outcome } } } }";

async function process(
  fetch: SubgraphClient["fetch"],
  query: string,
  variables: Record<string, unknown>,
  scope?: RequestScope,
) {
  const source = new SubgraphDataSource("persons", { fetch, [Symbol.asyncDispose]: async () => {} });
  const context = scope ?? {
    clientSignal: new AbortController().signal,
    time: new QuestionTime(2_000),
    authority: null,
    intent: inLog(true),
  };
  const options = { kind: "incoming operation", request: { query, variables }, context };
  return source.process(options as unknown as GraphQLDataSourceProcessOptions<RequestScope>);
}

function inLog(isWritten: boolean): RequestIntent {
  const intent = new RequestIntent();
  intent.follow(Promise.resolve(isWritten));
  return intent;
}

test.each([
  ["the log could not take", inLog(false)],
  ["nobody has put on the log", new RequestIntent()],
  ["no log knows of", undefined],
])("a question that %s reaches no subgraph", async (_what, intent) => {
  const scope = { clientSignal: new AbortController().signal, time: new QuestionTime(2_000), authority: null, intent };
  let asked = 0;

  const answer = await process(
    async () => {
      asked += 1;
      return { data: {} };
    },
    "{ person { ref } }",
    {},
    scope,
  );

  expect(asked).toBe(0);
  expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([
    { code: "AUDIT_UNAVAILABLE", subgraph: "persons" },
  ]);
});

test("fields of entities that a silent subgraph would have given become null, each with one coded error", async () => {
  const answer = await process(() => Promise.reject(new Error("connect ECONNREFUSED 10.1.2.3")), ENTITIES, {
    representations: [{ __typename: "Check", id: "1" }],
  });

  expect(answer).toEqual({
    data: { _entities: [{ persons: null }] },
    errors: [
      {
        message: "A part of the graph did not answer: what it holds is unknown. Ask again.",
        path: ["_entities", 0, "persons"],
        extensions: { code: "SUBGRAPH_UNAVAILABLE", subgraph: "persons" },
      },
    ],
  });
});

test("a root fetch that fails gives null and one coded error", async () => {
  const answer = await process(
    () => Promise.reject(new SubgraphFailure("REFUSED", "text from behind")),
    "{ person { ref } }",
    {},
  );

  expect(answer).toEqual({
    data: null,
    errors: [
      {
        message: "A part of the graph gave an answer that cannot be read. Report the operation.",
        extensions: { code: "SUBGRAPH_REFUSED", subgraph: "persons" },
      },
    ],
  });
});

test("a fetch that ends with its signal has timed out", async () => {
  const clientSignal = AbortSignal.abort();

  const answer = await process(
    () => Promise.reject(new Error("aborted")),
    "{ person { ref } }",
    {},
    {
      clientSignal,
      time: new QuestionTime(2_000),
      authority: null,
      intent: inLog(true),
    },
  );

  expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([
    { code: "SUBGRAPH_TIMED_OUT", subgraph: "persons" },
  ]);
});

test("an error of ours passes with its facts; of any other nothing passes but that there was one", async () => {
  const answer = await process(
    async () => ({
      data: { person: null },
      errors: [
        {
          message: "The source fra-persons did not answer.",
          path: ["person"],
          extensions: { code: "SOURCE_UNAVAILABLE", source: "fra-persons", secret: 1 },
        },
        { message: "relation personnes does not exist", path: ["person"], extensions: { code: "42P01" } },
      ],
    }),
    "{ person { ref } }",
    {},
  );

  expect(answer).toEqual({
    data: { person: null },
    errors: [
      {
        message: "The source fra-persons did not answer.",
        path: ["person"],
        extensions: { code: "SOURCE_UNAVAILABLE", source: "fra-persons" },
      },
      {
        message: "A part of the graph gave an answer that cannot be read. Report the operation.",
        path: ["person"],
        extensions: { code: "SUBGRAPH_REFUSED", subgraph: "persons" },
      },
    ],
  });
});

test("twins are asked for once and each gets its own copy of the entity", async () => {
  const seen: unknown[] = [];
  const twin = { __typename: "Person", owner: "FRA", localId: "1" };

  const answer = await process(
    async ({ variables }) => {
      seen.push(variables);
      return { data: { _entities: [{ sex: "F" }] } };
    },
    ENTITIES,
    { representations: [twin, { ...twin }] },
  );

  expect(seen).toEqual([{ representations: [twin] }]);
  expect(answer.data).toEqual({ _entities: [{ sex: "F" }, { sex: "F" }] });
});
