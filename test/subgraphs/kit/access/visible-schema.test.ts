import { buildSchema, getIntrospectionQuery, graphqlSync, parse, printSchema } from "graphql";
import { expect, test } from "vitest";
import { compileAccessIndex } from "../../../../subgraphs/kit/access/access-index.js";
import { createFieldRights, NO_RIGHTS } from "../../../../subgraphs/kit/access/field-rights.js";
import { visibleSchema } from "../../../../subgraphs/kit/access/visible-schema.js";

const sdl = `
  directive @authenticated on OBJECT | FIELD_DEFINITION | ENUM | SCALAR
  directive @requiresScopes(scopes: [[String!]!]!) on OBJECT | FIELD_DEFINITION | ENUM | SCALAR
  directive @tag(of: Colour) on OBJECT
  schema { query: Question mutation: Order }
  type Question @authenticated {
    "A thing by its colour."
    thing(colour: Colour, size: Int = 3): Thing
    things(filter: Filter): [Node!]
    wall: Wall
    shut: Shut
  }
  type Order { paint: Thing @requiresScopes(scopes: [["paint"]]) }
  interface Node { id: ID! }
  type Thing implements Node { id: ID! kind: Kind }
  type Hidden implements Node @requiresScopes(scopes: [["hidden"]]) { id: ID! }
  union Wall = Thing | Hidden
  type Shut { only: Int @requiresScopes(scopes: [["only"]]) }
  enum Colour @requiresScopes(scopes: [["colour"]]) { RED }
  enum Kind { BIG }
  input Filter { kind: Kind colour: Colour }
`;

function visibleTo(isAuthenticated: boolean, ...scopes: readonly string[]): string {
  const rights = createFieldRights({ isAuthenticated, scopes, policies: [] });
  return printSchema(visibleSchema(buildSchema(sdl), compileAccessIndex(parse(sdl)), rights));
}

test("a caller sees the fields, arguments, types and members that may be used, and what leads nowhere is left out", () => {
  const schema = visibleTo(true, "hidden");

  expect(schema).toBe(
    printSchema(
      buildSchema(`
        schema { query: Question }
        type Question {
          "A thing by its colour."
          thing(size: Int = 3): Thing
          things: [Node!]
          wall: Wall
        }
        interface Node { id: ID! }
        type Thing implements Node { id: ID! kind: Kind }
        type Hidden implements Node { id: ID! }
        union Wall = Thing | Hidden
        enum Kind { BIG }
      `),
    ),
  );
});

test("an argument, an enum and a mutation come into sight with their scopes", () => {
  const schema = visibleTo(true, "colour", "paint");

  expect(schema).toContain("thing(colour: Colour, size: Int = 3): Thing");
  expect(schema).toContain("things(filter: Filter)");
  expect(schema).toContain("type Order");
  expect(schema).toContain("union Wall = Thing\n");
  expect(schema).not.toMatch(/Hidden|Shut/);
});

test("whoever may use nothing can still ask, and sees an empty root", () => {
  const schema = visibleSchema(buildSchema(sdl), compileAccessIndex(parse(sdl)), NO_RIGHTS);

  const { data, errors } = graphqlSync({ schema, source: getIntrospectionQuery() });

  expect(errors).toBeUndefined();
  expect(data).toMatchObject({ __schema: { queryType: { name: "Question" }, mutationType: null } });
  expect(JSON.stringify(data)).not.toMatch(/"(?:Thing|Node|Wall|Colour|Kind|Filter)"/);
});
