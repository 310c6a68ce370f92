import { buildSubgraphSchema } from "@apollo/subgraph";
import { parse } from "graphql";
import { expect, test } from "vitest";
import { createFieldRights, NO_RIGHTS } from "../../../../subgraphs/kit/access/field-rights.js";
import type { FieldRights } from "../../../../subgraphs/kit/access/field-rights.js";
import { runSubgraph } from "../../../../subgraphs/kit/graph/run-subgraph.js";
import type { OperationResult, RunningSubgraph } from "../../../../subgraphs/kit/graph/run-subgraph.js";

const sdl = `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated", "@requiresScopes"])
  type Query { people(first: Int! = 2): [Person!] @authenticated secret: String @requiresScopes(scopes: [["secret"]]) }
  type Person @key(fields: "id") @authenticated { id: ID! name: String @requiresScopes(scopes: [["name"]]) age: Int }
`;

const people = [
  { id: "1", name: "Ada", age: 52 },
  { id: "2", name: "Ben", age: 46 },
];

/** `resolved` is told of each secret that a resolver reads. */
async function start(resolved: string[]): Promise<RunningSubgraph> {
  const resolvers = {
    Query: { people: (_root: unknown, { first }: { first: number }) => people.slice(0, first), secret: () => "s" },
    Person: {
      __resolveReference: ({ id }: { id: string }) => people.find((person) => person.id === id),
      name: ({ name }: { name: string }) => {
        resolved.push(name);
        return name;
      },
    },
  };
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }]);
  return runSubgraph({ name: "test", schema, sdl, createContext: (request) => request, warm: async () => {} });
}

const plain = createFieldRights({ isAuthenticated: true, scopes: [], policies: [] });
const named = createFieldRights({ isAuthenticated: true, scopes: ["name"], policies: [] });

async function ask(
  subgraph: RunningSubgraph,
  query: string,
  rights: FieldRights,
  variables: Record<string, unknown> = {},
): Promise<OperationResult> {
  const result = await subgraph.execute(
    { query, variables },
    { signal: AbortSignal.timeout(2_000), fieldRights: rights },
  );
  return JSON.parse(JSON.stringify(result));
}

function refused(...path: (string | number)[]): object {
  return { message: "You may not read this field.", path, extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE" } };
}

test("a subgraph cuts by itself what the rights do not cover, compiled or not, and callers do not share a plan", async () => {
  const resolved: string[] = [];
  await using subgraph = await start(resolved);
  const query = "query($first: Int!) { people(first: $first) { id name age } }";
  const answers = [];

  for (const rights of [plain, named, plain, named, plain, named]) {
    answers.push(await ask(subgraph, query, rights, { first: 1 }));
  }

  const without = { data: { people: [{ id: "1", name: null, age: 52 }] }, errors: [refused("people", 0, "name")] };
  const whole = { data: { people: [{ id: "1", name: "Ada", age: 52 }] } };
  expect(answers).toEqual([without, whole, without, whole, without, whole]);
  expect(resolved).toEqual(["Ada", "Ada", "Ada"]);
});

test("entities that are asked for by their key are cut too", async () => {
  const resolved: string[] = [];
  await using subgraph = await start(resolved);
  const query = "query($r: [_Any!]!) { _entities(representations: $r) { ... on Person { age name } } }";
  const r = people.map(({ id }) => ({ __typename: "Person", id }));

  const answer = await ask(subgraph, query, plain, { r });

  expect(answer).toEqual({
    data: {
      _entities: [
        { age: 52, name: null },
        { age: 46, name: null },
      ],
    },
    errors: [refused("_entities", 0, "name"), refused("_entities", 1, "name")],
  });
  expect(resolved).toEqual([]);
});

test("who is not authenticated enters neither by entities nor by the schema's text", async () => {
  await using subgraph = await start([]);
  const entities = 'query { _entities(representations: [{ __typename: "Person", id: "1" }]) { ... on Person { id } } }';

  const answers = [await ask(subgraph, entities, NO_RIGHTS), await ask(subgraph, "{ _service { sdl } }", NO_RIGHTS)];

  expect(answers).toEqual([
    { data: null, errors: [refused("_entities")] },
    { data: null, errors: [refused("_service")] },
  ]);
});

test("nothing runs where nothing is left, and introspection shows the caller's part", async () => {
  await using subgraph = await start([]);

  const answer = await ask(subgraph, '{ secret __type(name: "Query") { fields { name } } }', plain);

  expect(answer).toEqual({
    data: { secret: null, __type: { fields: expect.not.arrayContaining([{ name: "secret" }]) } },
    errors: [refused("secret")],
  });
});

test.each([
  ["that cannot be read", "{ people {"],
  ["that the schema does not know", "{ people { id colour } secret }"],
])("an operation %s is refused as ever", async (_name, query) => {
  await using subgraph = await start([]);

  const { data, errors = [] } = await ask(subgraph, query, named);

  expect(data ?? null).toBeNull();
  expect(errors.map(({ extensions }) => extensions?.["code"])).toEqual(["INVALID_INPUT"]);
});

test.each(["", "Other"])("an operation name that is none, %j, runs nothing", async (operationName) => {
  const resolved: string[] = [];
  await using subgraph = await start(resolved);
  const operation = { query: "query One { people { name } secret }", operationName };

  const result = await subgraph.execute(operation, { signal: AbortSignal.timeout(2_000), fieldRights: plain });

  expect(result).toEqual({
    errors: [
      {
        message: "The document has no operation of that name, or several of which none is named.",
        extensions: { code: "INVALID_INPUT" },
      },
    ],
  });
  expect(resolved).toEqual([]);
});
