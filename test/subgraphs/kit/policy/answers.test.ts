import { describe, expect, test } from "vitest";
import { TRAINING_AUTHORITY } from "../../../../gateway/officer/training.js";
import type { Authority } from "../../../../subgraphs/kit/authority/authority.js";
import { restrictionSchema } from "../../../../subgraphs/kit/policy/restriction.js";
import { RequestPolicies } from "../../../../subgraphs/kit/policy/request-policies.js";
import { searchSources } from "../../../../subgraphs/kit/sources/search-sources.js";
import { compareVehicles } from "../../../../subgraphs/vehicles/matching/compare-vehicles.js";
import { createVehicles } from "../../../../subgraphs/vehicles/index.js";
import type { VehicleRecord, VehicleSource } from "../../../../subgraphs/vehicles/index.js";
import { POLICIES } from "../../../support/authority.js";
import { sourceLine } from "../../../support/sources.js";
import { askEntity, askSubgraph } from "../../../support/subgraph.js";

const CAR: VehicleRecord = {
  owner: "DEU",
  localId: "V1",
  restriction: null,
  status: "STOLEN",
  vin: "WVWZZZ3CZEE140287",
  plate: "B-OI 77",
  plateCountry: "DEU",
  engineNumber: null,
  make: "Volkswagen",
  model: null,
  colour: "green",
  category: "CAR",
  year: 2014,
  countryOfTheft: "DEU",
  dateOfTheft: "2024-05",
  partNumbers: [],
};

const HIDDEN = restrictionSchema.parse({ deniedCountries: ["FRA"] });
const HIT_ONLY = restrictionSchema.parse({ handling: ["H2"] });

const WHOLE_ANSWER = `{ vehicle(vin: "WVWZZZ3CZEE140287") {
  outcome complete hitCount sources { source outcome reason }
  hits { ref owner sources score verified contact { bureau } features { feature how } vehicle { ref make } } } }`;

/** A far end that knows of no restriction: it gives whatever matches. */
class CarelessRegister implements VehicleSource {
  questions = 0;
  readonly #records: readonly VehicleRecord[];

  constructor(...records: readonly VehicleRecord[]) {
    this.#records = records;
  }

  async search(asked: Parameters<VehicleSource["search"]>[0]) {
    this.questions += 1;
    return this.#records.flatMap((record) =>
      asked.flatMap((vehicle) => {
        const match = compareVehicles(vehicle, record);
        return match === null ? [] : [{ ...match, record }];
      }),
    );
  }

  async findByRefs(refs: Parameters<VehicleSource["findByRefs"]>[0]) {
    return this.#records.filter(({ owner, localId }) =>
      refs.some((ref) => ref.owner === owner && ref.localId === localId),
    );
  }
}

/** Germany's register and the central one, which holds a copy. */
function vehicles(german: readonly VehicleRecord[], central: readonly VehicleRecord[]) {
  const xpo = sourceLine("vehicles", "XPO", new CarelessRegister(...central), { holds: "MANY" });
  return createVehicles([xpo, sourceLine("vehicles", "DEU", new CarelessRegister(...german))], POLICIES);
}

function withRestriction(restriction: VehicleRecord["restriction"]): VehicleRecord {
  return { ...CAR, restriction };
}

function follow(german: readonly VehicleRecord[], central: readonly VehicleRecord[]) {
  return askEntity(vehicles(german, central), { __typename: "Vehicle", owner: "DEU", localId: "V1" }, "ref make");
}

describe("a record of which the officer may be told nothing", () => {
  test.each([
    ["in both sources", [withRestriction(HIDDEN)], [withRestriction(HIDDEN)]],
    ["in its owner's source, while the central copy does not know yet", [withRestriction(HIDDEN)], [CAR]],
    ["in the central source alone", [CAR], [withRestriction(HIDDEN)]],
  ])("%s answers as one that nobody holds", async (_where, german, central) => {
    const denied = await askSubgraph(vehicles(german, central), WHOLE_ANSWER);
    const absent = await askSubgraph(vehicles([], []), WHOLE_ANSWER);

    expect(JSON.stringify(denied)).toBe(JSON.stringify(absent));
    expect(JSON.stringify(await follow(german, central))).toBe(JSON.stringify(await follow([], [])));
  });

  test("is not told of by the way either, while the sources answer", async () => {
    const told: string[] = [];
    const policies = new RequestPolicies(POLICIES, TRAINING_AUTHORITY);
    const lines = [
      sourceLine("vehicles", "XPO", new CarelessRegister(CAR), { holds: "MANY" }),
      sourceLine("vehicles", "DEU", new CarelessRegister(withRestriction(HIDDEN))),
      sourceLine("vehicles", "FRA", new CarelessRegister({ ...CAR, owner: "FRA" })),
    ];

    await searchSources(lines, (port) => port.search([CAR]), {
      signal: AbortSignal.timeout(5_000),
      policies,
      onReply: ({ source, outcome }) => told.push(`${source} ${outcome}`),
    });

    expect(told).toEqual(["deu-vehicles NO_HIT", "xpo-vehicles NO_HIT", "fra-vehicles HIT"]);
  });

  test("is as unknown as one that nobody holds where another source is silent", async () => {
    const broken: VehicleSource = {
      search: () => Promise.reject(new Error("down")),
      findByRefs: () => Promise.reject(new Error("down")),
    };
    const ask = (...german: readonly VehicleRecord[]) =>
      askEntity(
        createVehicles(
          [
            sourceLine("vehicles", "XPO", broken, { holds: "MANY" }),
            sourceLine("vehicles", "DEU", new CarelessRegister(...german)),
          ],
          POLICIES,
        ),
        { __typename: "Vehicle", owner: "DEU", localId: "V1" },
        "ref",
      );

    expect(await ask(withRestriction(HIDDEN))).toEqual(await ask());
  });
});

test("of a record that is given as a hit only there is the hit and whom to call, and by reference nothing", async () => {
  const answer = await askSubgraph(vehicles([withRestriction(HIT_ONLY)], [CAR]), WHOLE_ANSWER);

  expect(answer).toEqual({
    data: {
      vehicle: {
        outcome: "HIT",
        complete: true,
        hitCount: 1,
        sources: [
          { source: "xpo-vehicles", outcome: "HIT", reason: null },
          { source: "deu-vehicles", outcome: "HIT", reason: null },
        ],
        hits: [
          {
            ref: "DEU/V1",
            owner: "DEU",
            sources: ["deu-vehicles", "xpo-vehicles"],
            score: 1,
            verified: false,
            contact: { bureau: "Bureau DEU" },
            features: [],
            vehicle: null,
          },
        ],
      },
    },
  });
  expect(await follow([withRestriction(HIT_ONLY)], [CAR])).toEqual({ data: { _entities: [null] } });
});

test("an officer of the owner's reads its hidden record in full", async () => {
  const german: Authority = { ...TRAINING_AUTHORITY, officer: { ...TRAINING_AUTHORITY.officer, country: "DEU" } };

  const answer = await askSubgraph(
    vehicles([withRestriction(HIDDEN)], []),
    '{ vehicle(vin: "WVWZZZ3CZEE140287") { hits { vehicle { make } } } }',
    {},
    german,
  );

  expect(answer).toEqual({ data: { vehicle: { hits: [{ vehicle: { make: "Volkswagen" } }] } } });
});

test.each<[string, Authority | null]>([
  ["nobody asks", null],
  ["no justification is given", { ...TRAINING_AUTHORITY, justification: null }],
  ["no scope is given", { ...TRAINING_AUTHORITY, officer: { ...TRAINING_AUTHORITY.officer, scopes: [] } }],
])("where %s no source is asked, and every one reads NOT_ASKED", async (_why, authority) => {
  const register = new CarelessRegister(CAR);
  const domain = createVehicles([sourceLine("vehicles", "DEU", register)], POLICIES);

  const answer = await askSubgraph(domain, WHOLE_ANSWER, {}, authority);

  const sources = [{ source: "deu-vehicles", outcome: "NOT_ASKED", reason: null }];
  expect(answer).toEqual({
    data: { vehicle: { outcome: "NOT_ASKED", complete: true, hitCount: 0, sources, hits: [] } },
  });
  expect(register.questions).toBe(0);
});

test("without an authority a reference leads nowhere", async () => {
  const representation = { __typename: "Vehicle", owner: "DEU", localId: "V1" };

  expect(await askEntity(vehicles([CAR], [CAR]), representation, "ref", null)).toEqual({ data: { _entities: [null] } });
});
