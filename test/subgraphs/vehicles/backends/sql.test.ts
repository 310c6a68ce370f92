import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Cell, Database } from "../../../../subgraphs/kit/database/database.js";
import type { SourceLine } from "../../../../subgraphs/kit/sources/ask-sources.js";
import { possibleVins } from "../../../../subgraphs/kit/identifiers/vin-reading.js";
import { tableMappingSchema } from "../../../../subgraphs/kit/sources/mapping.js";
import { InvalidReply, TooManyMatches } from "../../../../subgraphs/kit/sources/source.js";
import { connectVehicles, createVehicles, vehicleKeys } from "../../../../subgraphs/vehicles/index.js";
import type { VehicleSource } from "../../../../subgraphs/vehicles/index.js";
import { everything, POLICIES } from "../../../support/authority.js";
import { answeringEngines, openEngine } from "../../../support/databases.js";
import { describeSource } from "../../../support/sources.js";
import { askSubgraph } from "../../../support/subgraph.js";

const SCHEMA = "crosscheck_test_vehicles";
const signal = AbortSignal.timeout(60_000);

/** A national register: VIN and engine number are searched in the vehicle's own row, plates in a table of keys. */
const MAPPING = {
  schema: SCHEMA,
  table: "fahrzeug",
  id: "nr",
  fields: {
    status: { column: "anlass", codes: { D: "STOLEN", U: "MISAPPROPRIATED" } },
    vin: { column: "fin" },
    plate: { column: "kennzeichen" },
    plateCountry: { column: "zulassung" },
    engineNumber: { column: "motor" },
    make: { column: "marke" },
    model: { value: null },
    colour: { column: "farbe" },
    category: { column: "art", codes: { PKW: "CAR", KRAD: "MOTORCYCLE" } },
    year: { column: "baujahr" },
    countryOfTheft: { value: "DEU" },
    dateOfTheft: { column: "tattag", date: "DD.MM.YYYY" },
    partNumbers: { column: "teile", split: ";" },
  },
};

const KEYS = {
  vin: { column: "fin" },
  plate: { table: "kennzeichen_suche", column: "suchwort", id: "fahrzeug_nr" },
  engine: { column: "motor_suche" },
};

const STOLEN_CAR = {
  owner: "DEU",
  localId: "1",
  restriction: null,
  status: "STOLEN",
  vin: "WVWZZZ3CZEE140287",
  plate: "B-OI 77",
  plateCountry: "DEU",
  engineNumber: "CFG 004-711",
  make: "Volkswagen",
  model: null,
  colour: "grün",
  category: "CAR",
  year: 2014,
  countryOfTheft: "DEU",
  dateOfTheft: "2024-05",
  partNumbers: ["A 12", "B 7"],
};

const NOTHING = { vin: null, plate: null, plateCountry: null, engineNumber: null };

describe.each(await answeringEngines())("vehicles over %s", (engine) => {
  let database: Database;
  const register = (keys: Readonly<Record<string, unknown>> = KEYS): SourceLine<VehicleSource> => {
    const connector = {
      kind: "sql" as const,
      database: "test",
      mapping: tableMappingSchema.parse({ ...MAPPING, keys }),
    };
    return connectVehicles({ ...describeSource("vehicles", "DEU"), connector }, { databases: () => database });
  };

  beforeAll(async () => {
    database = openEngine(engine);
    await createTables(database);
  });

  afterAll(async () => {
    await dropSchema(database);
    await database[Symbol.asyncDispose]();
  });

  test.each([
    ["its VIN", { vin: "WVWZZZ3CZEE140287" }, 1],
    ["its plate and country", { plate: "BOI77", plateCountry: "DEU" }, 0.95],
    ["its plate in letters of another script", { plate: "ВОІ77", plateCountry: "DEU" }, 0.95],
    ["its plate with O read as 0 and I as 1", { plate: "B0177", plateCountry: "DEU" }, 0.6],
    ["its engine number, written otherwise", { engineNumber: "cfg004711" }, 0.9],
  ])("a vehicle is found by %s, with the whole record", async (_what, known, score) => {
    const finds = await register().port.search([{ ...NOTHING, ...known }], everything(), signal);

    expect(finds).toEqual([{ score, features: [expect.any(Object)], record: STOLEN_CAR }]);
  });

  test("a record counts once, for the vehicle that it matches best", async () => {
    const asked = [
      { ...NOTHING, plate: "BOI77" },
      { ...NOTHING, vin: "WVWZZZ3CZEE140287" },
    ];

    const finds = await register().port.search(asked, everything(), signal);

    expect(finds.map(({ score, record }) => [record.localId, score])).toEqual([["1", 1]]);
  });

  test("a VIN of which two characters could not be read finds the vehicle among all that it may be", async () => {
    const possible = possibleVins("WVW?ZZ3CZEE14?287");
    const vins = possible.ok ? possible.value.vins : [];
    const asked = vins.map((vin) => ({ ...NOTHING, vin, vinOrigin: "PARTIAL" as const }));

    const finds = await register().port.search(asked, everything(), signal);

    expect(vins).toHaveLength(1_089);
    expect(finds.map(({ score, features, record }) => [record.localId, score, features[0]?.how])).toEqual([
      ["1", 0.6, "PARTIAL"],
    ]);
  });

  test("a number that is not held finds nothing", async () => {
    expect(await register().port.search([{ ...NOTHING, vin: "VF3WC5FS9AW055905" }], everything(), signal)).toEqual([]);
  });

  test("a plate that too many vehicles bear is too much, never a no-hit", async () => {
    await expect(register().port.search([{ ...NOTHING, plate: "TEST1" }], everything(), signal)).rejects.toThrow(
      new TooManyMatches(),
    );
  });

  test("a register that is not searched by what is known was not asked", async () => {
    const { plate } = KEYS;

    const answer = await askSubgraph(
      createVehicles([register({ plate })], POLICIES),
      '{ vehicle(vin: "WVWZZZ3CZEE140287") { outcome complete sources { source outcome } hits { ref } } }',
    );

    expect(answer).toEqual({
      data: {
        vehicle: {
          outcome: "NOT_ASKED",
          complete: true,
          sources: [{ source: "deu-vehicles", outcome: "NOT_ASKED" }],
          hits: [],
        },
      },
    });
  });

  test("references give the records that are held, and only the owner's", async () => {
    const refs = [
      { owner: "DEU", localId: "1" },
      { owner: "DEU", localId: "77" },
      { owner: "FRA", localId: "1" },
    ];

    expect(await register().port.findByRefs(refs, everything(), signal)).toEqual([STOLEN_CAR]);
  });

  test("a record that is none is a fault of the source, never left out", async () => {
    await expect(
      register().port.search([{ ...NOTHING, vin: "VF1BR1B0H36524712" }], everything(), signal),
    ).rejects.toThrow(new InvalidReply("a record has no valid year"));
  });
});

/** All text but the year. */
const COLUMNS = [
  "nr",
  "anlass",
  "fin",
  "kennzeichen",
  "zulassung",
  "motor",
  "motor_suche",
  "marke",
  "farbe",
  "art",
  "tattag",
  "teile",
];

const WITH_ONE_PLATE = Array.from({ length: 51 }, (_, index) => `1${index}`);

const VEHICLES: readonly (readonly Cell[])[] = [
  [
    "1",
    "D",
    "WVWZZZ3CZEE140287",
    "B-OI 77",
    "DEU",
    "CFG 004-711",
    "CFG004711",
    "Volkswagen",
    "grün",
    "PKW",
    "00.05.2024",
    "A 12; B 7",
    2014,
  ],
  ["2", "U", "VF1BR1B0H36524712", null, null, null, null, null, null, null, null, null, 1],
  ...WITH_ONE_PLATE.map((nr) => [nr, "D", null, "TEST 1", null, null, null, null, null, null, null, null, null]),
];

const PLATES: readonly (readonly Cell[])[] = [
  ...platesOf("1", "B-OI 77"),
  ...WITH_ONE_PLATE.flatMap((nr) => platesOf(nr, "TEST 1")),
];

function platesOf(nr: string, plate: string): readonly (readonly Cell[])[] {
  return vehicleKeys([{ vin: null, plate, engineNumber: null }]).plate.map((key) => [nr, key]);
}

async function createTables(database: Database): Promise<void> {
  const text = database.engine === "mariadb" ? "varchar(60) COLLATE utf8mb4_bin" : "text";
  await dropSchema(database);
  await database.run(`CREATE SCHEMA ${SCHEMA}`);
  const columns = [...COLUMNS.map((column) => `${column} ${text}`), "baujahr integer"];
  await database.run(`CREATE TABLE ${SCHEMA}.fahrzeug (${columns.join(", ")})`);
  await database.load({ schema: SCHEMA, name: "fahrzeug", columns: [...COLUMNS, "baujahr"] }, VEHICLES);
  await database.run(`CREATE TABLE ${SCHEMA}.kennzeichen_suche (fahrzeug_nr ${text}, suchwort ${text})`);
  await database.load({ schema: SCHEMA, name: "kennzeichen_suche", columns: ["fahrzeug_nr", "suchwort"] }, PLATES);
}

async function dropSchema(database: Database): Promise<void> {
  await database.run(`DROP SCHEMA IF EXISTS ${SCHEMA}${database.engine === "mariadb" ? "" : " CASCADE"}`);
}
