import { afterAll, beforeAll, expect, test } from "vitest";
import { TRAINING_AUTHORITY } from "../../gateway/officer/training.js";
import { createIndexes, createSchema, createTable } from "../../subgraphs/kit/database/create-table.js";
import type { Cell, Database } from "../../subgraphs/kit/database/database.js";
import { openPglite } from "../../subgraphs/kit/database/database.js";
import { runSubgraph } from "../../subgraphs/kit/graph/run-subgraph.js";
import type { Operation, RunningSubgraph } from "../../subgraphs/kit/graph/run-subgraph.js";
import { tableMappingSchema } from "../../subgraphs/kit/sources/mapping.js";
import { connectVehicles, createVehicles } from "../../subgraphs/vehicles/index.js";
import { POLICIES } from "../support/authority.js";
import { describeSource } from "../support/sources.js";
import { welch } from "./welch.js";

/** Pairs for each reason. */
const PAIRS = Number(process.env["BENCH_PAIRS"] ?? 10_000);
const WARM_UP = Math.min(PAIRS, 500);
const SCHEMA = "bench_denied";
const HIDDEN_EACH = 200;
const OPEN = 5_000;

/** What keeps a French officer from being told; the first are no reason, and so the measure of the noise. */
const REASONS: Readonly<Record<string, Readonly<Record<string, unknown>> | null>> = {
  "absent against absent": null,
  "denied country": { deniedCountries: ["FRA"] },
  "not among the allowed countries": { allowedCountries: ["POL"] },
  "another purpose": { purposes: ["WARN"] },
  "joint investigation of others": { jointInvestigation: "JIT-9" },
  "hidden until": { hiddenUntil: "2099-01-01T00:00:00Z" },
};
const NAMES = Object.keys(REASONS);
const PARTS = [
  "allowedCountries",
  "deniedCountries",
  "purposes",
  "handling",
  "confidentiality",
  "jointInvestigation",
  "hiddenUntil",
];

let database: Database;
let vehicles: RunningSubgraph;

beforeAll(async () => {
  database = openPglite();
  await createRegister();
  const restriction = {
    object: Object.fromEntries(PARTS.map((part) => [part, { column: "restriction", path: [part] }])),
  };
  const columns = Object.fromEntries(["status", "vin", "plate", "make"].map((column) => [column, { column }]));
  const nothing = Object.fromEntries(
    ["plateCountry", "engineNumber", "model", "colour", "category", "year", "countryOfTheft", "dateOfTheft"].map(
      (field) => [field, { value: null }],
    ),
  );
  const mapping = tableMappingSchema.parse({
    schema: SCHEMA,
    table: "vehicle",
    id: "id",
    fields: { restriction, ...columns, ...nothing, partNumbers: { list: [] } },
    keys: { vin: { column: "vin" } },
  });
  const source = {
    ...describeSource("vehicles", "DEU"),
    connector: { kind: "sql" as const, database: "bench", mapping },
  };
  vehicles = await runSubgraph(
    await createVehicles([connectVehicles(source, { databases: () => database })], POLICIES),
  );
});

afterAll(async () => {
  await vehicles[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

test.each(NAMES)("a search: %s", async (name) => {
  const query =
    "query ($vin: String!) { vehicle(vin: $vin, asRead: true) { outcome hitCount sources { outcome } hits { ref } } }";
  const ask = (key: string): Operation => ({ query, variables: { vin: vinOf(key) } });

  const unlike = await compare(`search, ${name}`, (index) => [ask(keyOf(name, index)), ask(keyOf("absent", index))]);

  expect(unlike).toEqual([]);
});

test.each(NAMES)("a reference: %s", async (name) => {
  const query = "query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Vehicle { ref make } } }";
  const ask = (localId: string): Operation => ({
    query,
    variables: { refs: [{ __typename: "Vehicle", owner: "DEU", localId }] },
  });

  const unlike = await compare(`reference, ${name}`, (index) => [ask(keyOf(name, index)), ask(keyOf("absent", index))]);

  expect(unlike).toEqual([]);
});

/**
 * Asks both of each pair, now one first and now the other, and prints how far apart their times are.
 * @returns the answers that are not the same bytes as those of their pair
 */
async function compare(
  name: string,
  pairOf: (index: number) => readonly [Operation, Operation],
): Promise<readonly string[]> {
  const unlike: string[] = [];
  const times: readonly [number[], number[]] = [[], []];
  for (let index = -WARM_UP; index < PAIRS; index += 1) {
    const pair = pairOf(Math.abs(index));
    const first = Math.random() < 0.5 ? 0 : 1;
    const answers: [string, string] = ["", ""];
    for (const which of [first, 1 - first] as const) {
      const side = which === 0 ? 0 : 1;
      const startedAt = process.hrtime.bigint();
      const answer = await vehicles.execute(pair[side], { signal: NEVER, authority: TRAINING_AUTHORITY });
      const took = Number(process.hrtime.bigint() - startedAt) / 1_000;
      answers[side] = JSON.stringify(answer);
      if (index >= 0) times[side].push(took);
    }
    if (answers[0] !== answers[1]) unlike.push(answers[0]);
  }
  const { t, difference, mean } = welch(...times);
  process.stdout.write(
    `${name}: |t| ${Math.abs(t).toFixed(2)}, ${difference.toFixed(1)} µs apart at ${mean.toFixed(0)} µs, ${PAIRS} pairs\n`,
  );
  return unlike;
}

const NEVER = new AbortController().signal;

function keyOf(name: string, index: number): string {
  return `${NAMES.indexOf(name)}X${String(index % HIDDEN_EACH).padStart(5, "0")}`;
}

/** 17 characters without I, O, Q. */
function vinOf(key: string): string {
  return `WVWZZZZZZZ${key.replace("-1", "9")}`.slice(0, 17).padEnd(17, "Z");
}

async function createRegister(): Promise<void> {
  const columns = ["id", "status", "vin", "plate", "make", "restriction"] as const;
  const shape = {
    name: "vehicle",
    columns: Object.fromEntries(columns.map((column) => [column, "text" as const])),
    indexes: [["id"], ["vin"]],
  };
  const row = (id: string, restriction: unknown): readonly Cell[] => [
    id,
    "STOLEN",
    vinOf(id),
    "AB 123",
    "Volkswagen",
    restriction === null ? null : JSON.stringify(restriction),
  ];
  const hidden = NAMES.flatMap((name) => {
    const restriction = REASONS[name];
    if (!restriction) return [];
    return Array.from({ length: HIDDEN_EACH }, (_, index) => row(keyOf(name, index), restriction));
  });
  const open = Array.from({ length: OPEN }, (_, index) => row(`8Y${String(index).padStart(5, "0")}`, null));
  await createSchema(database, SCHEMA);
  await createTable(database, SCHEMA, shape);
  await database.load({ schema: SCHEMA, name: "vehicle", columns }, [...hidden, ...open]);
  await createIndexes(database, SCHEMA, shape);
  await database.run(`ANALYZE ${SCHEMA}.vehicle`);
}
