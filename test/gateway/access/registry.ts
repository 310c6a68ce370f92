import { buildSubgraphSchema } from "@apollo/subgraph";
import { parse, print, TypeInfo, visit, visitWithTypeInfo } from "graphql";
import type { DocumentNode, GraphQLSchema } from "graphql";
import type { AccessOptions } from "../../../gateway/access/access-options.js";
import { createGraph } from "../../../gateway/graph/create-graph.js";
import { openRequestScope } from "../../../gateway/graph/request-scope.js";
import { TRAINING_AUTHORITY } from "../../../gateway/officer/training.js";
import { RememberedTrail } from "../../support/audit.js";
import type { SubgraphClient } from "../../../gateway/graph/subgraph-client.js";
import { composeSupergraph } from "../../../schema/compose.js";
import { createFieldRights } from "../../../subgraphs/kit/access/field-rights.js";
import type { FieldRights } from "../../../subgraphs/kit/access/field-rights.js";
import { runSubgraph } from "../../../subgraphs/kit/graph/run-subgraph.js";

/** Two subgraphs that rename one rule, prefix another and import the third, with a rule on everything that can carry one. All invented. */
const PEOPLE = `
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.9"
      import: ["@key", "@authenticated", { name: "@requiresScopes", as: "@scopes" }]
    )

  type Query {
    open: String
    closed: String @scopes(scopes: [["closed"]])
    member: String @authenticated
    person(id: ID!): Person
    people: [Person!]!
    perhaps: [Person]
    groups: [[Person!]]
    hits: [Hit!]!
    hit(id: ID!): Hit
    sames: [Same!]
    things: [Thing!]
    thing(id: ID!): Thing
    wanted(caution: Caution, after: Date): [String!]
    matching(filter: Filter): [String!]
    vault: Vault
    vaults: [Vault!]
    strongroom: Vault!
  }

  type Mutation {
    rename(id: ID!, name: String!): Person @scopes(scopes: [["write"]])
    touch(id: ID!): Person
    count: Int
  }

  type Person @key(fields: "id") {
    id: ID!
    name: String @scopes(scopes: [["name"]])
    born: Date
    caution: Caution
    code: String! @federation__policy(policies: [["code"]])
    either: String @scopes(scopes: [["a", "b"], ["c"]])
    twice: String @scopes(scopes: [["a"]]) @federation__policy(policies: [["p"], ["q"]])
    friend: Person
    partner: Person @scopes(scopes: [["partner"]])
    friends: [Person!]
    address: Address
    aliases: [String!] @scopes(scopes: [["name"]])
    greet(how: Caution, warmly: Boolean = false): String
  }

  type Address @scopes(scopes: [["address"]]) {
    street: String
    city: String @authenticated
  }

  interface Hit {
    id: ID!
    score: Float
    note: String
    of: Person
  }
  type PersonHit implements Hit {
    id: ID!
    score: Float
    note: String @scopes(scopes: [["note"]])
    of: Person
  }
  type CarHit implements Hit {
    id: ID!
    score: Float
    note: String
    of: Person
    plate: String @scopes(scopes: [["plate"]])
  }

  interface Same {
    id: ID!
    mark: String
  }
  type Left implements Same {
    id: ID!
    mark: String @scopes(scopes: [["mark"]])
  }
  type Right implements Same {
    id: ID!
    mark: String @scopes(scopes: [["mark"]])
  }

  union Thing = Gun | Boat | Box
  type Gun @scopes(scopes: [["gun"]]) {
    id: ID!
    calibre: String
  }
  type Boat {
    id: ID!
    hull: String @scopes(scopes: [["hull"]])
  }
  type Box {
    id: ID!
  }

  type Vault @authenticated {
    shelf: Int
    key: String! @federation__policy(policies: [["vault"]])
    inner: Vault
  }

  input Filter {
    caution: Caution
    after: Date
    text: String
  }
  enum Caution @scopes(scopes: [["caution"]]) { ARMED VIOLENT }
  scalar Date @authenticated
`;

const FILES = `
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.9"
      import: ["@key", "@authenticated", { name: "@requiresScopes", as: "@scopes" }]
    )

  type Query {
    file(id: ID!): File
    shelves: [File!] @authenticated
  }

  type Person @key(fields: "id") {
    id: ID!
    file: File
    pages: Int! @scopes(scopes: [["pages"]])
    sealed: String @federation__policy(policies: [["seal"]])
  }

  type File @scopes(scopes: [["file"]]) {
    id: ID!
    title: String
    body: String @authenticated
    owner: Person
  }
`;

const ADA = { id: "1", name: "Ada", born: "1974-08-12", caution: "ARMED", code: "A-1", friend: "2", partner: "2" };
const BEN = { id: "2", name: "Ben", born: "1980-01-02", caution: null, code: "B-2", friend: null, partner: null };
const byId = new Map([ADA, BEN].map((person) => [person.id, person]));

interface ById {
  readonly id: string;
}

const peopleResolvers = {
  Query: {
    open: () => "open",
    closed: () => "closed",
    member: () => "member",
    person: (_root: unknown, { id }: ById) => byId.get(id) ?? null,
    people: () => [ADA, BEN],
    perhaps: () => [ADA, null],
    groups: () => [[ADA], [BEN]],
    hits: () => [
      { __typename: "PersonHit", id: "h1", score: 0.9, note: "seen in Lyon", of: ADA },
      { __typename: "CarHit", id: "h2", score: 0.5, note: "parked", of: null, plate: "AB-123" },
    ],
    hit: (_root: unknown, { id }: ById) => ({ __typename: "PersonHit", id, score: 1, note: "alone", of: BEN }),
    sames: () => [
      { __typename: "Left", id: "l", mark: "left" },
      { __typename: "Right", id: "r", mark: "right" },
    ],
    things: () => [
      { __typename: "Gun", id: "g", calibre: "9 mm" },
      { __typename: "Boat", id: "b", hull: "HULL-7" },
      { __typename: "Box", id: "x" },
    ],
    thing: (_root: unknown, { id }: ById) => ({ __typename: "Gun", id, calibre: "12" }),
    wanted: (_root: unknown, { caution }: { caution?: string }) => [caution ?? "any"],
    matching: (_root: unknown, { filter }: { filter?: { text?: string } }) => [filter?.text ?? "all"],
    vault: () => ({ shelf: 1, key: "K1", inner: { shelf: 2, key: "K2", inner: null } }),
    vaults: () => [
      { shelf: 1, key: "K1", inner: null },
      { shelf: 2, key: "K2", inner: null },
    ],
    strongroom: () => ({ shelf: 9, key: "K9", inner: null }),
  },
  Mutation: {
    rename: (_root: unknown, { id, name }: { id: string; name: string }) => ({ ...byId.get(id), name }),
    touch: (_root: unknown, { id }: ById) => byId.get(id) ?? null,
    count: () => 2,
  },
  Person: {
    __resolveReference: ({ id }: ById) => byId.get(id) ?? null,
    either: () => "either",
    twice: () => "twice",
    friend: ({ friend }: { friend?: string | null }) => byId.get(friend ?? "") ?? null,
    partner: ({ partner }: { partner?: string | null }) => byId.get(partner ?? "") ?? null,
    friends: ({ id }: ById) => (id === "1" ? [BEN] : []),
    address: ({ id }: ById) => ({ street: `Street ${id}`, city: `City ${id}` }),
    aliases: ({ name }: { name: string }) => [name, `${name}o`],
    greet: ({ name }: { name: string }, { how }: { how?: string }) => `${how ?? "HELLO"} ${name}`,
  },
};

const fileOf = (id: string): unknown => ({ id, title: `Title ${id}`, body: `Body ${id}`, owner: { id } });

const filesResolvers = {
  Query: {
    file: (_root: unknown, { id }: ById) => fileOf(id),
    shelves: () => [fileOf("1"), fileOf("2")],
  },
  Person: {
    __resolveReference: ({ id }: ById) => ({ id }),
    file: ({ id }: ById) => fileOf(id),
    pages: ({ id }: ById) => 10 * Number(id),
    sealed: ({ id }: ById) => `sealed ${id}`,
  },
};

export interface Asked {
  readonly data: unknown;
  /** The refused paths, dotted: `people.0.name`. */
  readonly denied: readonly string[];
  /** Errors that are no refusals. */
  readonly others: readonly unknown[];
  readonly extensions: unknown;
}

export interface RegistryFetch {
  readonly subgraph: string;
  readonly query: string;
  /** Every field that it names: `Person.name`. */
  readonly coordinates: readonly string[];
}

export interface RegistryGraph extends AsyncDisposable {
  readonly supergraphSdl: string;
  readonly schema: GraphQLSchema;
  /** What each subgraph was sent since the last call. */
  takeFetches(): readonly RegistryFetch[];
  ask(query: string, rights: FieldRights, variables?: Readonly<Record<string, unknown>>, name?: string): Promise<Asked>;
}

function composeRegistry(): string {
  return composeSupergraph([
    { name: "people", sdl: PEOPLE, url: "http://people" },
    { name: "files", sdl: FILES, url: "http://files" },
  ]);
}

/** FieldRights in words: `auth name code!` is authenticated, has the scope `name`, and the policy `code`. */
export function officer(words: string): FieldRights {
  const given = words.split(" ").filter((word) => word !== "" && word !== "auth");
  return createFieldRights({
    isAuthenticated: words !== "",
    scopes: given.filter((word) => !word.endsWith("!")),
    policies: given.filter((word) => word.endsWith("!")).map((word) => word.slice(0, -1)),
  });
}

/** The real gateway over the real composition of both, within this process. */
export async function startRegistry(access: AccessOptions = {}): Promise<RegistryGraph> {
  const fetches: RegistryFetch[] = [];
  const client = async (name: string, sdl: string, resolvers: object): Promise<[string, SubgraphClient]> => {
    const typeDefs = parse(sdl);
    const schema = buildSubgraphSchema([{ typeDefs, resolvers: { ...resolvers } }]);
    const running = await runSubgraph({ name, sdl, schema, createContext: (request) => request, warm: async () => {} });
    const fetch: SubgraphClient["fetch"] = (operation, { signal }) => {
      const document = parse(operation.query);
      fetches.push({ subgraph: name, query: print(document), coordinates: coordinatesIn(document, schema) });
      return running.execute(operation, { signal });
    };
    return [name, { fetch, [Symbol.asyncDispose]: () => running[Symbol.asyncDispose]() }];
  };
  const subgraphs = new Map([
    await client("people", PEOPLE, peopleResolvers),
    await client("files", FILES, filesResolvers),
  ]);
  const supergraphSdl = composeRegistry();
  let schema: GraphQLSchema | undefined;
  const graph = await createGraph({
    supergraphSdl,
    subgraphs,
    introspection: true,
    audit: new RememberedTrail(),
    access,
    plugins: [
      {
        serverWillStart: async (service) => {
          schema = service.schema;
        },
      },
    ],
  });
  if (schema === undefined) throw new Error("The graph has no schema.");
  return {
    supergraphSdl,
    schema,
    takeFetches: () => fetches.splice(0),
    ask: async (query, rights, variables = {}, operationName = undefined) => {
      const clientSignal = new AbortController().signal;
      const scope = openRequestScope({ clientSignal, deadlineMs: 5_000, authority: TRAINING_AUTHORITY });
      const contextValue = { ...scope, fieldRights: rights };
      const request = { query, variables: { ...variables }, ...(operationName === undefined ? {} : { operationName }) };
      const { body } = await graph.executeOperation(request, { contextValue });
      if (body.kind !== "single") throw new Error("An answer comes at once.");
      const { data = null, errors = [], extensions } = JSON.parse(JSON.stringify(body.singleResult));
      const isRefusal = (error: { extensions?: { code?: string } }): boolean =>
        error.extensions?.code === "UNAUTHORIZED_FIELD_OR_TYPE";
      const refusals: readonly { path: readonly (string | number)[] }[] = errors.filter(isRefusal);
      return {
        data,
        denied: refusals.map(({ path }) => path.join(".")),
        others: errors.filter((error: object) => !isRefusal(error)),
        extensions,
      };
    },
    [Symbol.asyncDispose]: async () => {
      await graph.stop();
      await Promise.all([...subgraphs.values()].map((each) => each[Symbol.asyncDispose]()));
    },
  };
}

/** Every field that a document names, by its coordinate. */
export function coordinatesIn(document: DocumentNode, schema: GraphQLSchema): readonly string[] {
  const coordinates: string[] = [];
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: ({ name }) => {
        coordinates.push(`${types.getParentType()?.name ?? "?"}.${name.value}`);
      },
    }),
  );
  return coordinates;
}
