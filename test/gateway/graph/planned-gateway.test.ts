import { ApolloGateway } from "@apollo/gateway";
import { printSchema } from "graphql";
import type { GraphQLSchema } from "graphql";
import { beforeAll, describe, expect, test } from "vitest";
import { stripAccessRules } from "../../../gateway/access/strip-access-rules.js";
import { createPlanner, startServer } from "../../../gateway/graph/create-graph.js";
import type { GatewayInterface } from "../../../gateway/graph/gateway-interface.js";
import { planHere } from "../../../gateway/graph/planning.js";
import { openRequestScope } from "../../../gateway/graph/request-scope.js";
import type { SubgraphClient } from "../../../gateway/graph/subgraph-client.js";
import { SubgraphDataSource } from "../../../gateway/graph/subgraph-data-source.js";
import { readSubgraphAddresses } from "../../../gateway/graph/subgraph-addresses.js";
import { TRAINING_AUTHORITY } from "../../../gateway/officer/training.js";
import { readOperations } from "../../../gateway/schema-files.js";
import { composeSupergraph } from "../../../schema/compose.js";
import { readSubgraphs } from "../../../schema/schema-folder.js";
import { packageFile } from "../../../subgraphs/kit/package-file.js";
import { checkOfCountries, countrySubgraphs } from "../../support/country-subgraphs.js";

const COUNTRIES = 3;
const supergraphSdl = composeSupergraph([
  ...(await readSubgraphs(packageFile("schema/subgraphs"))),
  ...(await countrySubgraphs(COUNTRIES)),
]);

/** It has every field that it is asked for, with nothing in it. */
const EMPTY: SubgraphClient = {
  fetch: async ({ variables }) => {
    const representations = variables?.["representations"];
    return { data: Array.isArray(representations) ? { _entities: representations.map(() => null) } : {} };
  },
  [Symbol.asyncDispose]: async () => {},
};

/** A server, and what it has planned last. */
async function serverOver(gatewayTelling: (onPlan: (plan: unknown) => void) => GatewayInterface) {
  let plan: unknown = null;
  let schema: GraphQLSchema | null = null;
  const gateway = gatewayTelling((made) => {
    plan = structuredClone(made);
  });
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => {
    schema = apiSchema;
  });
  const server = await startServer(gateway, { introspection: true, plugins: [] });
  return {
    schema: schema === null ? "" : printSchema(schema),
    ask: async (query: string, variables: Record<string, unknown>, operationName?: string) => {
      plan = null;
      const clientSignal = new AbortController().signal;
      const contextValue = openRequestScope({ clientSignal, deadlineMs: 10_000, authority: TRAINING_AUTHORITY });
      // No log stands before either.
      contextValue.intent?.follow(Promise.resolve(true));
      const request = { query, variables, ...(operationName === undefined ? {} : { operationName }) };
      const { body } = await server.executeOperation(request, { contextValue });
      return { plan, answer: body.kind === "single" ? structuredClone(body.singleResult) : body };
    },
    [Symbol.asyncDispose]: () => server.stop(),
  };
}

const subgraphs = new Map(readSubgraphAddresses(supergraphSdl).map(({ name }) => [name, EMPTY] as const));

function planned(onPlan: (plan: unknown) => void): GatewayInterface {
  return createPlanner({ supergraphSdl, subgraphs, onPlan });
}

function apollos(onPlan: (plan: unknown) => void): GatewayInterface {
  process.env["APOLLO_TELEMETRY_DISABLED"] = "true";
  return new ApolloGateway({
    supergraphSdl: stripAccessRules(supergraphSdl),
    buildService: ({ name }) => new SubgraphDataSource(name, EMPTY),
    queryPlannerConfig: { debug: { maxEvaluatedPlans: 100 } },
    logger: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    experimental_didResolveQueryPlan: ({ queryPlan }) => onPlan(queryPlan),
  });
}

const SUBJECT = { subject: { names: [{ family: "Aalto" }] } };

interface Case {
  readonly what: string;
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
}

const WITH_VIN = "query Q($v: String!) { vehicle(vin: $v) { outcome } }";

const CASES: readonly Case[] = [
  { what: "the check with the fields of countries", query: await checkOfCountries(COUNTRIES), variables: SUBJECT },
  ...(await readOperations()).map((query) => ({ what: "what frontends ask", query, variables: SUBJECT })),
  { what: "nothing but the root's name", query: "{ __typename }" },
  {
    what: "the schema",
    query: "{ __schema { types { name description fields { name args { name defaultValue } } } } }",
  },
  {
    what: "a type beside data",
    query: '{ __type(name: "Person") { name fields { name } } vehicle(vin: "X") { outcome } }',
  },
  {
    what: "conditions and fragments",
    query:
      'query Q($all: Boolean!) { vehicle(vin: "X") { ...V @include(if: $all) complete } } fragment V on VehicleAnswer { outcome }',
    variables: { all: false },
  },
  {
    what: "one of two operations",
    query: 'query A { __typename } query B { b: vehicle(vin: "X") { outcome } }',
    operationName: "B",
  },
  { what: "a variable of the wrong type", query: WITH_VIN, variables: { v: 1 } },
  { what: "a variable that is missing", query: WITH_VIN },
  { what: "a field that is nowhere", query: "{ nowhere }" },
  { what: "an operation that is nowhere", query: "query A { __typename }", operationName: "B" },
];

let ourServer: Awaited<ReturnType<typeof serverOver>>;
let apolloServer: Awaited<ReturnType<typeof serverOver>>;

describe("beside Apollo's own gateway", () => {
  beforeAll(async () => {
    [ourServer, apolloServer] = [await serverOver(planned), await serverOver(apollos)];
    return async () => {
      await ourServer[Symbol.asyncDispose]();
      await apolloServer[Symbol.asyncDispose]();
    };
  });

  test("clients see the same schema", () => {
    expect(ourServer.schema).toBe(apolloServer.schema);
    expect(ourServer.schema).toContain("xaaWeapons");
  });

  test.each(CASES)("$what has the same plan and the same answer", async ({ query, variables = {}, operationName }) => {
    const ours = await ourServer.ask(query, variables, operationName);
    const theirs = await apolloServer.ask(query, variables, operationName);

    expect(ours).toEqual(theirs);
  });
});

test("an operation that many ask at the same time is planned once, and one that could not be planned is tried again", async () => {
  const asked: string[] = [];
  const planning = planHere(supergraphSdl);
  const gateway = createPlanner({
    supergraphSdl,
    subgraphs,
    planning: () => ({
      ...planning,
      plan: async (source, operationName) => {
        asked.push(source);
        if (asked.length === 1) throw new Error("Not this time.");
        return planning.plan(source, operationName);
      },
    }),
  });
  await using server = await serverOver(() => gateway);
  const query = '{ vehicle(vin: "X") { outcome } }';

  const first = await Promise.all([server.ask(query, {}), server.ask(query, {})]);
  const then = await Promise.all([server.ask(query, {}), server.ask(query, {}), server.ask(query, {})]);

  expect(first.map(({ answer }) => answer)).toEqual(Array(2).fill(first[0]?.answer));
  expect(first[0]?.answer).toMatchObject({ errors: [{ extensions: { code: "INTERNAL" } }] });
  expect(then.map(({ answer }) => answer)).not.toContainEqual(first[0]?.answer);
  expect(asked).toEqual([query, query]);
});

test("a supergraph that cannot be read is told when the server starts, and planning is ended", async () => {
  const ended: string[] = [];
  const planning = { ...planHere("type {"), [Symbol.asyncDispose]: async () => void ended.push("planning") };

  const starting = startServer(createPlanner({ supergraphSdl, subgraphs, planning: () => planning }), {
    introspection: false,
    plugins: [],
  });

  await expect(starting).rejects.toThrow("Syntax Error");
  expect(ended).toEqual(["planning"]);
});
