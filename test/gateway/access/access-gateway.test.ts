import { getIntrospectionQuery, parse } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stripAccessRules } from "../../../gateway/access/strip-access-rules.js";
import { officer, startRegistry } from "./registry.js";
import type { RegistryGraph } from "./registry.js";

let graph: RegistryGraph;

beforeAll(async () => {
  graph = await startRegistry();
});

afterAll(() => graph[Symbol.asyncDispose]());

test("two officers in turn on one plan cache never run each other's plan", async () => {
  const query = "{ people { id name sealed } }";
  const names = (name: boolean, sealed: boolean): unknown =>
    [
      { id: "1", name: "Ada", sealed: "sealed 1" },
      { id: "2", name: "Ben", sealed: "sealed 2" },
    ].map((person) => ({
      id: person.id,
      name: name ? person.name : null,
      sealed: sealed ? person.sealed : null,
    }));

  const answers = [];
  for (const words of ["auth name", "auth seal!", "auth name", "auth", "auth name seal!", "auth seal!"]) {
    const { data } = await graph.ask(query, officer(words));
    answers.push([data, graph.takeFetches().map(({ subgraph, coordinates }) => [subgraph, coordinates.at(-1)])]);
  }

  const people = { withName: ["people", "Person.name"], without: ["people", "Person.id"] };
  const files = ["files", "Person.sealed"];
  expect(answers).toEqual([
    [{ people: names(true, false) }, [people.withName]],
    [{ people: names(false, true) }, [people.without, files]],
    [{ people: names(true, false) }, [people.withName]],
    [{ people: names(false, false) }, [people.without]],
    [{ people: names(true, true) }, [people.withName, files]],
    [{ people: names(false, true) }, [people.without, files]],
  ]);
});

test("many officers at once on one plan cache each get their own answer", async () => {
  const query = "{ person(id: 1) { id name either sealed } }";
  const officers = Array.from(
    { length: 40 },
    (_unused, index) => ["auth", "auth name", "auth c", "auth seal!"][index % 4],
  );

  const answers = await Promise.all(officers.map(async (words = "") => (await graph.ask(query, officer(words))).data));

  const closed = { id: "1", name: null, either: null, sealed: null };
  const open = [{}, { name: "Ada" }, { either: "either" }, { sealed: "sealed 1" }];
  expect(answers).toEqual(answers.map((_answer, index) => ({ person: { ...closed, ...open[index % 4] } })));
  graph.takeFetches();
});

test("entities cannot be smuggled in: the gateway knows no such field, whoever asks", async () => {
  const query = '{ _entities(representations: [{ __typename: "Person", id: "1" }]) { ... on Person { name } } }';

  const { data, others } = await graph.ask(query, officer("auth name"));

  expect(data).toBeNull();
  expect(others).toEqual([expect.objectContaining({ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } })]);
  expect(graph.takeFetches()).toEqual([]);
});

test("the operation that is named is the one that is cut", async () => {
  const query = "query One { closed } query Two { open member }";

  const { data, denied } = await graph.ask(query, officer(""), {}, "Two");

  expect(data).toEqual({ open: "open", member: null });
  expect(denied).toEqual(["member"]);
  graph.takeFetches();
});

test.each([
  ["that no operation has", "query One { closed }", "Two"],
  ["that is empty", "query One { closed }", ""],
  ["that is empty, of an operation without a name", "{ closed }", ""],
  ["that is empty, of a mutation", 'mutation { rename(id: 1, name: "X") { id } }', ""],
])("a name %s is told, and nobody is asked", async (_sentence, query, name) => {
  const { data, others } = await graph.ask(query, officer(""), {}, name);

  expect(data).toBeNull();
  expect(others).toEqual([
    {
      message: "The document has no operation of that name, or several of which none is named.",
      extensions: { code: "OPERATION_RESOLUTION_FAILURE" },
    },
  ]);
  expect(graph.takeFetches()).toEqual([]);
});

test("a variable on which a condition depends must have a value that it can have", async () => {
  const query = "query($on: Boolean!) { open closed @skip(if: $on) }";

  const { data, others } = await graph.ask(query, officer("auth"), { on: "perhaps" });

  expect(data).toBeNull();
  expect(others).toEqual([expect.objectContaining({ extensions: expect.objectContaining({ code: "INVALID_INPUT" }) })]);
  expect(graph.takeFetches()).toEqual([]);
});

test("an operation that grows without measure is refused before it is planned", async () => {
  const fragments = Array.from({ length: 20 }, (_unused, index) => {
    const inner = `...F${index + 1}`;
    return `fragment F${index} on Person { a: friend { ${inner} } b: friend { ${inner} } }`;
  });
  const query = `{ person(id: 1) { ...F0 } } ${fragments.join(" ")} fragment F20 on Person { id }`;

  const { data, others } = await graph.ask(query, officer("auth"));

  expect(data).toBeNull();
  expect(others).toEqual([
    {
      message: "The operation has more than 20000 selections once its fragments are opened.",
      extensions: { code: "OPERATION_TOO_LARGE" },
    },
  ]);
  expect(graph.takeFetches()).toEqual([]);
});

test("the schema that a caller reads holds what that caller may use", async () => {
  const query = `{
    person: __type(name: "Person") { fields { name } }
    address: __type(name: "Address") { name }
    caution: __type(name: "Caution") { name }
    query: __type(name: "Query") { fields { name args { name } } }
  }`;

  const nobody = await graph.ask(query, officer(""));
  const somebody = await graph.ask(query, officer("auth name address caution"));

  expect(nobody.data).toEqual({
    person: { fields: ["id", "friend", "friends", "greet"].map(named) },
    address: null,
    caution: null,
    query: { fields: expect.not.arrayContaining([expect.objectContaining({ name: "closed" })]) },
  });
  expect(nobody.data).toMatchObject({
    query: { fields: expect.arrayContaining([{ name: "wanted", args: [] }]) },
  });
  expect(somebody.data).toMatchObject({
    person: {
      fields: ["id", "name", "born", "caution", "friend", "friends", "address", "aliases", "greet"].map(named),
    },
    address: { name: "Address" },
    caution: { name: "Caution" },
    query: { fields: expect.arrayContaining([{ name: "wanted", args: [named("caution"), named("after")] }]) },
  });
  expect(graph.takeFetches()).toEqual([]);
});

test("the whole introspection that explorers send is answered, and names nothing that is shut", async () => {
  const { data, others } = await graph.ask(getIntrospectionQuery(), officer("auth"));

  expect(others).toEqual([]);
  expect(JSON.stringify(data)).not.toMatch(/"(?:closed|Address|Caution|File|Gun|code|rename)"/);
  expect(JSON.stringify(data)).toMatch(/"Vault"/);
});

test("questions about the schema and about records are answered together, in their order", async () => {
  const query = '{ open __type(name: "Gun") { name } closed __typename }';

  const { data, denied } = await graph.ask(query, officer("auth"));

  expect(JSON.stringify(data)).toBe('{"open":"open","__type":null,"closed":null,"__typename":"Query"}');
  expect(denied).toEqual(["closed"]);
  graph.takeFetches();
});

test("a refusal says the same whatever was refused", async () => {
  await using open = await startRegistry({ errors: { response: "extensions" } });

  const { data, denied, extensions } = await open.ask("{ open closed person(id: 1) { id code } }", officer("auth"));

  const code = { code: "UNAUTHORIZED_FIELD_OR_TYPE" };
  expect(data).toEqual({ open: "open", closed: null, person: null });
  expect(denied).toEqual([]);
  expect(extensions).toEqual({
    authorizationErrors: [
      { message: "You may not read this field.", path: ["closed"], extensions: code },
      { message: "You may not read this field.", path: ["person", "code"], extensions: code },
    ],
  });
});

test("refusals can be told nowhere", async () => {
  await using open = await startRegistry({ errors: { response: "disabled" } });

  const answer = await open.ask("{ open closed }", officer("auth"));

  expect(answer).toEqual({ data: { open: "open", closed: null }, denied: [], others: [], extensions: undefined });
});

test("an operation with a refused field can be refused as a whole: nobody is asked", async () => {
  await using strict = await startRegistry({ reject_unauthorized: true });

  const refused = await strict.ask("{ open person(id: 1) { id called: name } }", officer("auth"));
  const fetches = strict.takeFetches();
  const allowed = await strict.ask("{ open person(id: 1) { id } }", officer("auth"));

  expect(refused).toEqual({ data: null, denied: ["person.called"], others: [], extensions: undefined });
  expect(fetches).toEqual([]);
  expect(allowed.data).toEqual({ open: "open", person: { id: "1" } });
});

test("a dry run answers everything and tells what would be refused, where", async () => {
  await using dry = await startRegistry({ dry_run: true, reject_unauthorized: true });

  const { data, denied } = await dry.ask(
    "{ open people { id name } hits { ... on CarHit { plate } ... on PersonHit { id } } address: person(id: 1) { address { street } } }",
    officer("auth"),
  );

  expect(data).toEqual({
    open: "open",
    people: [
      { id: "1", name: "Ada" },
      { id: "2", name: "Ben" },
    ],
    hits: [{ id: "h1" }, { plate: "AB-123" }],
    address: { address: { street: "Street 1" } },
  });
  expect(denied).toEqual(["address.address", "hits.1.plate", "people.0.name", "people.1.name"]);
});

test("the planner's copy of a supergraph has no rule, no link to one and no type of one", () => {
  const stripped = stripAccessRules(graph.supergraphSdl);

  expect(stripped).not.toMatch(/authenticated|scopes|policy/i);
  expect(() => parse(stripped)).not.toThrow();
});

function named(name: string): { readonly name: string } {
  return { name };
}
