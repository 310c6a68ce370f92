import { expect, test } from "vitest";
import { createVehicles } from "../../../subgraphs/vehicles/index.js";
import type { VehicleRecord, VehicleSource } from "../../../subgraphs/vehicles/index.js";
import { compareVehicles } from "../../../subgraphs/vehicles/matching/compare-vehicles.js";
import { POLICIES } from "../../support/authority.js";
import { sourceLine } from "../../support/sources.js";
import { askEntity, askSubgraph } from "../../support/subgraph.js";

const stolen: VehicleRecord = {
  owner: "FRA",
  localId: "V-1",
  restriction: null,
  status: "STOLEN",
  vin: "VF3WC5FS9AW055905",
  plate: "AB-123-CD",
  plateCountry: "FRA",
  engineNumber: "E 77",
  make: "Peugeot",
  model: null,
  colour: null,
  category: "CAR",
  year: 2010,
  countryOfTheft: "BEL",
  dateOfTheft: "2024-05",
  partNumbers: [],
};

const unknown = { vin: null, plate: null, plateCountry: null, engineNumber: null };

/** A register in memory: compares as every connector does. */
function register(...records: readonly VehicleRecord[]): VehicleSource {
  return {
    search: async (vehicles) =>
      records.flatMap((record) =>
        vehicles.flatMap((vehicle) => {
          const match = compareVehicles(vehicle, record);
          return match === null ? [] : [{ ...match, record }];
        }),
      ),
    findByRefs: async (refs) =>
      records.filter(({ owner, localId }) => refs.some((ref) => ref.owner === owner && ref.localId === localId)),
  };
}

const down: VehicleSource = {
  search: () => Promise.reject(new Error("down")),
  findByRefs: () => Promise.reject(new Error("down")),
};

test("a check of the subject's vehicles names the hit, its owner, why, and whom to call", async () => {
  const vehicles = createVehicles(
    [
      sourceLine("vehicles", "XPO", register(stolen), { holds: "MANY" }),
      sourceLine("vehicles", "FRA", register(stolen)),
      sourceLine("vehicles", "DEU", register()),
    ],
    POLICIES,
  );

  const answer = await askEntity(
    vehicles,
    { __typename: "Check", id: "1", subject: { vehicles: [{ ...unknown, plate: "AB123CD", plateCountry: "FRA" }] } },
    "vehicles { outcome complete hitCount sources { source outcome } hits { ref owner sources score verified contact { bureau } features { feature how weight } vehicle { make } } }",
  );

  expect(answer).toEqual({
    data: {
      _entities: [
        {
          vehicles: {
            outcome: "HIT",
            complete: true,
            hitCount: 1,
            sources: [
              { source: "xpo-vehicles", outcome: "HIT" },
              { source: "fra-vehicles", outcome: "HIT" },
              { source: "deu-vehicles", outcome: "NO_HIT" },
            ],
            hits: [
              {
                ref: "FRA/V-1",
                owner: "FRA",
                sources: ["fra-vehicles", "xpo-vehicles"],
                score: 0.95,
                verified: false,
                contact: { bureau: "Bureau FRA" },
                features: [{ feature: "PLATE", how: "EXACT", weight: 0.95 }],
                vehicle: { make: "Peugeot" },
              },
            ],
          },
        },
      ],
    },
  });
});

test("a source that is down makes the answer incomplete, never a no-hit", async () => {
  const vehicles = createVehicles(
    [sourceLine("vehicles", "FRA", register()), sourceLine("vehicles", "DEU", down)],
    POLICIES,
  );

  const answer = await askSubgraph(
    vehicles,
    '{ vehicle(vin: "VF3WC5FS9AW055905") { outcome complete sources { source outcome reason } } }',
  );

  expect(answer).toEqual({
    data: {
      vehicle: {
        outcome: "UNAVAILABLE",
        complete: false,
        sources: [
          { source: "fra-vehicles", outcome: "NO_HIT", reason: null },
          { source: "deu-vehicles", outcome: "UNAVAILABLE", reason: "FAILED" },
        ],
      },
    },
  });
});

test.each([
  ["without vehicles", []],
  ["with a number of which nothing can be read", [{ ...unknown, engineNumber: "?" }]],
])("a subject %s asks no source", async (_what, subjectVehicles) => {
  const vehicles = createVehicles([sourceLine("vehicles", "DEU", down)], POLICIES);

  const answer = await askEntity(
    vehicles,
    { __typename: "Check", id: "1", subject: { vehicles: subjectVehicles } },
    "vehicles { outcome complete sources { outcome } }",
  );

  expect(answer).toEqual({
    data: { _entities: [{ vehicles: { outcome: "NOT_ASKED", complete: true, sources: [{ outcome: "NOT_ASKED" }] } }] },
  });
});

test("a reference is followed to its owner; an unknown one is null; one whose source is down is an error", async () => {
  const follow = (owner: string, localId: string) =>
    askEntity(franceAndGermany(), { __typename: "Vehicle", owner, localId }, "ref make");

  expect(await follow("FRA", "V-1")).toEqual({ data: { _entities: [{ ref: "FRA/V-1", make: "Peugeot" }] } });
  expect(await follow("FRA", "V-2")).toEqual({ data: { _entities: [null] } });
  expect(await follow("DEU", "V-1")).toEqual({
    data: { _entities: [null] },
    errors: [
      {
        message: "The source deu-vehicles did not answer.",
        path: ["_entities", 0],
        extensions: { code: "SOURCE_UNAVAILABLE", source: "deu-vehicles" },
      },
    ],
  });
});

test.each([
  ['vehicle(vin: "VF3WC5FS9AW05590")', "INVALID_VIN", "vin"],
  ['vehicle(vin: "VF3WC5FS9AW05590Ж")', "INVALID_VIN", "vin"],
  ['vehicle(vin: "VF3WC5FS9AW05???5")', "VIN_TOO_VAGUE", "vin"],
  ['vehicle(vin: "1M8GDM9AXKPO42789")', "VIN_CHECK_DIGIT", "vin"],
  ['vehicle(vin: "1M8GDM9AXKP042789")', "VIN_CHECK_DIGIT", "vin"],
  ['vehicleByPlate(plate: "-")', "INVALID_PLATE", "plate"],
])("%s is refused before a source is asked", async (field, code, argument) => {
  const answer = await askSubgraph(
    createVehicles([sourceLine("vehicles", "DEU", down)], POLICIES),
    `{ ${field} { outcome } }`,
  );

  expect(answer.errors?.map(({ extensions }) => extensions)).toMatchObject([
    { code: "INVALID_INPUT", fields: [{ code, path: [argument] }] },
  ]);
});

test("a number whose check digit fails is searched when the officer says it is as read", async () => {
  const answer = await askSubgraph(
    createVehicles([sourceLine("vehicles", "FRA", register())], POLICIES),
    '{ vehicle(vin: "1M8GDM9AXKP042789", asRead: true) { outcome } }',
  );

  expect(answer).toEqual({ data: { vehicle: { outcome: "NO_HIT" } } });
});

test.each([
  ["the same VIN", { vin: "VF3WC5FS9AW055905" }, [["VIN", "EXACT", 1]]],
  ["the same plate and country", { plate: "ab 123 cd", plateCountry: "FRA" }, [["PLATE", "EXACT", 0.95]]],
  ["the same plate, country not known", { plate: "AB123CD" }, [["PLATE", "COUNTRY_UNKNOWN", 0.7]]],
  ["the same plate of another country", { plate: "AB123CD", plateCountry: "ITA" }, undefined],
  ["Cyrillic letters that look the same", { plate: "АВ123СD", plateCountry: "FRA" }, [["PLATE", "EXACT", 0.95]]],
  ["a plate with I read as 1", { plate: "ABI23CD", plateCountry: "FRA" }, [["PLATE", "CONFUSABLE", 0.6]]],
  ["the same engine", { engineNumber: "e77" }, [["ENGINE_NUMBER", "EXACT", 0.9]]],
  ["another VIN", { vin: "WVWZZZ3CZEE140287" }, undefined],
])("%s", (_name, asked, expected) => {
  const match = compareVehicles({ ...unknown, ...asked }, stolen);

  expect(match?.features.map(({ feature, how, weight }) => [feature, how, weight])).toEqual(expected);
});

test.each([
  ["VF3WC5FS9AW055905", 1, "EXACT"],
  ["VF3WC5FS9AWO559O5", 0.9, "REPAIRED"],
  ["VF3WC5FS?AW0559?5", 0.6, "PARTIAL"],
])("the VIN %s finds the vehicle, and says how it was read", async (vin, score, how) => {
  const answer = await askSubgraph(
    createVehicles([sourceLine("vehicles", "FRA", register(stolen))], POLICIES),
    "query ($vin: String!) { vehicle(vin: $vin) { hits { ref score features { how } } } }",
    { vin },
  );

  expect(answer).toEqual({ data: { vehicle: { hits: [{ ref: "FRA/V-1", score, features: [{ how }] }] } } });
});

test("a VIN is read by itself: whose it is, from when, and whether it was repaired", async () => {
  const answer = await askSubgraph(
    createVehicles([], POLICIES),
    `query ($vin: String!) {
      readVin(vin: $vin) { vin isRepaired checkDigit wmi isSmallMaker region country modelYears indicator }
    }`,
    { vin: "IM8GDM9AXKPO42788" },
  );

  expect(answer).toEqual({
    data: {
      readVin: {
        vin: "1M8GDM9AXKP042788",
        isRepaired: true,
        checkDigit: "VALID",
        wmi: "1M8",
        isSmallMaker: false,
        region: "NORTH_AMERICA",
        country: "USA",
        modelYears: [1989, 2019],
        indicator: "KP042788",
      },
    },
  });
});

test("one VIN on two plates is said, over the records of two owners and over what the officer has read", async () => {
  const other = { ...stolen, owner: "DEU", localId: "V-9", plate: "B-XY 12", plateCountry: "DEU" };
  const vehicles = createVehicles(
    [sourceLine("vehicles", "FRA", register(stolen)), sourceLine("vehicles", "DEU", register(other))],
    POLICIES,
  );

  const answer = await askEntity(
    vehicles,
    {
      __typename: "Check",
      id: "1",
      subject: { vehicles: [{ ...unknown, vin: stolen.vin, plate: "AB123CD", plateCountry: "FRA" }] },
    },
    "vehicles { cloneSigns { kind refs } }",
  );

  expect(answer).toEqual({
    data: {
      _entities: [
        {
          vehicles: {
            cloneSigns: [
              { kind: "VIN_ON_TWO_PLATES", refs: ["DEU/V-9", "FRA/V-1"] },
              { kind: "VIN_ON_TWO_PLATES", refs: ["DEU/V-9"] },
            ],
          },
        },
      ],
    },
  });
});

test("two engine numbers of which nothing can be read are not the same", () => {
  expect(compareVehicles({ ...unknown, engineNumber: "?" }, { ...stolen, engineNumber: "-" })).toBeNull();
});

/** France answers; Germany is down. */
function franceAndGermany() {
  return createVehicles(
    [sourceLine("vehicles", "FRA", register(stolen)), sourceLine("vehicles", "DEU", down)],
    POLICIES,
  );
}
