import { Writable } from "node:stream";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TRAINING_AUTHORITY } from "../../../../gateway/officer/training.js";
import { EVERY_RIGHT } from "../../../../subgraphs/kit/access/field-rights.js";
import { createIndexes, createSchema, createTable } from "../../../../subgraphs/kit/database/create-table.js";
import type { Cell, Database } from "../../../../subgraphs/kit/database/database.js";
import { openPglite } from "../../../../subgraphs/kit/database/database.js";
import type { Subgraph } from "../../../../subgraphs/kit/graph/build-subgraph.js";
import { runSubgraph } from "../../../../subgraphs/kit/graph/run-subgraph.js";
import { serveSubgraph } from "../../../../subgraphs/kit/graph/serve-subgraph.js";
import { HopGate } from "../../../../subgraphs/kit/hop/hop-gate.js";
import { HopSender } from "../../../../subgraphs/kit/hop/hop-sender.js";
import { tableMappingSchema } from "../../../../subgraphs/kit/sources/mapping.js";
import { connectVehicles, createVehicles } from "../../../../subgraphs/vehicles/index.js";
import { POLICIES } from "../../../support/authority.js";
import { hopEnds } from "../../../support/hop.js";
import { describeSource } from "../../../support/sources.js";

const OFFICER = TRAINING_AUTHORITY.officer;

/** One for every reason to be told nothing; a French officer asks for a wanted person. */
const REASONS = [
  { deniedCountries: [OFFICER.country] },
  { allowedCountries: ["POL"] },
  { purposes: ["WARN"] },
  { jointInvestigation: "JIT-9" },
  { hiddenUntil: "2099-01-01T00:00:00Z" },
];

const COLUMNS = ["id", "status", "vin", "plate", "engine", "make", "colour", "restriction"] as const;
type Row = Readonly<Record<(typeof COLUMNS)[number], Cell>>;

/** Every cell that says anything holds a word that stands nowhere else; half of the records break the contract as well. */
const HIDDEN: readonly Row[] = Array.from({ length: 70 }, (_, index) => ({
  id: `CANARY${index}ID`,
  status: index % 2 === 0 ? "STOLEN" : `CANARY${index}STATUS`,
  vin: `CANARY${index}VIN`,
  plate: "CANARYPLATE",
  engine: `CANARY${index}ENGINE`,
  make: `CANARY${index}MAKE`,
  colour: `CANARY${index}COLOUR`,
  restriction: JSON.stringify(REASONS[index % REASONS.length]),
}));

/** Bears the plate of all of them: the one that a plate search must find. */
const OPEN: Row = {
  id: "OPEN",
  status: "STOLEN",
  vin: "WVWZZZ3CZEE140287",
  plate: "CANARYPLATE",
  engine: "OPENENGINE",
  make: "Volkswagen",
  colour: "green",
  restriction: null,
};

const QUESTIONS = [
  ...[0, 1, 2, 3, 4, 5].map((index) => ({
    query: `query ($check: [_Any!]!) { _entities(representations: $check) { ... on Check { vehicles {
      outcome complete hitCount sources { source outcome reason }
      hits(first: 100) { ref score features { explanation } vehicle { make colour } } } } } }`,
    variables: {
      check: [
        {
          __typename: "Check",
          id: "1",
          subject: {
            vehicles: [
              { vin: `CANARY${index}VIN`, plate: null, plateCountry: null, engineNumber: null },
              { vin: null, plate: null, plateCountry: null, engineNumber: `CANARY${index}ENGINE` },
            ],
          },
        },
      ],
    },
  })),
  {
    query: `{ vehicleByPlate(plate: "CANARYPLATE") { outcome complete hitCount sources { source outcome reason }
      hits(first: 100) { ref score features { explanation } vehicle { make colour } } } }`,
    variables: {},
  },
  {
    query: "query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Vehicle { ref make colour } } }",
    variables: { refs: [...HIDDEN, OPEN].map(({ id }) => ({ __typename: "Vehicle", owner: "DEU", localId: id })) },
  },
];

let database: Database;

beforeAll(() => {
  database = openPglite();
});

afterAll(() => database[Symbol.asyncDispose]());

test("what may not be told stands in no byte of an answer, a header or a log, and nothing differs from its absence", async () => {
  const held = await answersOver("vehicles_held", [...HIDDEN, OPEN]);
  const absent = await answersOver("vehicles_absent", [OPEN]);

  expect(held.answers).toEqual(absent.answers);
  expect(
    held.answers.map(({ body }) => body.replaceAll("CANARYPLATE", "")).filter((body) => body.includes("CANARY")),
  ).toEqual([]);
  expect(held.log.includes("CANARY")).toBe(false);
  expect(held.answers.at(-2)?.body).toContain('"hitCount":1');
});

interface Told {
  readonly answers: readonly { readonly status: number; readonly headers: readonly string[]; readonly body: string }[];
  readonly log: string;
}

/** Everything that a subgraph over these rows says over HTTP, and all that it logs. */
async function answersOver(schema: string, rows: readonly Row[]): Promise<Told> {
  const log: string[] = [];
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      log.push(String(chunk));
      done();
    },
  });
  const running = await runSubgraph(await vehiclesOver(schema, rows));
  const ends = hopEnds("vehicles");
  const sender = new HopSender(ends.sender);
  await using served = await serveSubgraph(running, {
    host: "127.0.0.1",
    port: 0,
    gate: new HopGate(ends.gate),
    logger: pino({ level: "trace" }, stream),
  });
  const answers = [];
  for (const question of QUESTIONS) {
    const body = JSON.stringify(question);
    const signed = sender.headersFor({
      method: "POST",
      path: "/graphql",
      body,
      sourcesMs: 10_000,
      auditId: "none",
      authority: TRAINING_AUTHORITY,
      fieldRights: EVERY_RIGHT,
    });
    const response = await fetch(served.url, {
      method: "POST",
      headers: { "content-type": "application/json", ...signed },
      body,
    });
    const headers = [...response.headers]
      .filter(([name]) => name !== "date")
      .map(([name, value]) => `${name}: ${value}`);
    answers.push({ status: response.status, headers, body: await response.text() });
  }
  return { answers, log: log.join("") };
}

async function vehiclesOver(schema: string, rows: readonly Row[]): Promise<Subgraph> {
  const shape = {
    name: "vehicle",
    columns: Object.fromEntries(COLUMNS.map((column) => [column, "text" as const])),
    indexes: [["id"], ["plate"]],
  };
  await createSchema(database, schema);
  await createTable(database, schema, shape);
  await database.load(
    { schema, name: "vehicle", columns: COLUMNS },
    rows.map((row) => COLUMNS.map((column) => row[column])),
  );
  await createIndexes(database, schema, shape);
  const nothing = { value: null };
  const mapping = tableMappingSchema.parse({
    schema,
    table: "vehicle",
    id: "id",
    fields: {
      restriction: {
        object: Object.fromEntries(
          ["allowedCountries", "deniedCountries", "purposes", "jointInvestigation", "hiddenUntil"].map((part) => [
            part,
            { column: "restriction", path: [part] },
          ]),
        ),
      },
      status: { column: "status" },
      vin: { column: "vin" },
      plate: { column: "plate" },
      plateCountry: nothing,
      engineNumber: { column: "engine" },
      make: { column: "make" },
      model: nothing,
      colour: { column: "colour" },
      category: nothing,
      year: nothing,
      countryOfTheft: nothing,
      dateOfTheft: nothing,
      partNumbers: { list: [] },
    },
    keys: { vin: { column: "vin" }, plate: { column: "plate" }, engine: { column: "engine" } },
  });
  const connector = { kind: "sql" as const, database: "test", mapping };
  return createVehicles(
    [connectVehicles({ ...describeSource("vehicles", "DEU"), connector }, { databases: () => database })],
    POLICIES,
  );
}
