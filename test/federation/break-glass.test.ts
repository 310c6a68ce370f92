import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fieldRightsBy } from "../../gateway/access/field-rights-by.js";
import type { AuthorityOf } from "../../gateway/officer/authority-of.js";
import { authorityForTraining, TRAINING_AUTHORITY } from "../../gateway/officer/training.js";
import { restrictionSchema } from "../../subgraphs/kit/policy/restriction.js";
import type { Restriction } from "../../subgraphs/kit/policy/restriction.js";
import { createVehicles } from "../../subgraphs/vehicles/index.js";
import type { VehicleRecord, VehicleSource } from "../../subgraphs/vehicles/index.js";
import { POLICIES } from "../support/authority.js";
import { startFederation } from "../support/federation.js";
import type { Federation } from "../support/federation.js";
import { openFollowedLog } from "../support/logged-graph.js";
import type { FollowedLog } from "../support/logged-graph.js";
import { runProgram, temporaryFolder } from "../support/processes.js";
import { sourceLine } from "../support/sources.js";

const resources = new AsyncDisposableStack();
let folder: string;
let log: FollowedLog;
let graph: Federation;

/** One car of Germany's for each plate, with what its owner lays down for it; France asks. */
const RESTRICTIONS: Readonly<Record<string, Partial<Restriction>>> = {
  H2: { handling: ["H2"] },
  SECRET: { confidentiality: "CONFIDENTIAL" },
  PURPOSE: { purposes: ["WARN"] },
  DENIED: { deniedCountries: ["FRA"] },
  OTHERS: { allowedCountries: ["POL"] },
  HIDDEN: { hiddenUntil: "2099-01-01T00:00:00Z" },
  JOINT: { jointInvestigation: "JIT-1" },
};

const CARS: readonly VehicleRecord[] = Object.entries(RESTRICTIONS).map(([plate, restriction]) => ({
  owner: "DEU",
  localId: plate,
  restriction: restrictionSchema.parse(restriction),
  status: "STOLEN",
  vin: null,
  plate,
  plateCountry: "DEU",
  engineNumber: null,
  make: "Volkswagen",
  model: null,
  colour: null,
  category: "CAR",
  year: null,
  countryOfTheft: "DEU",
  dateOfTheft: null,
  partNumbers: [],
}));

const REGISTER: VehicleSource = {
  search: async (asked, disclosures) =>
    CARS.filter((car) => asked.some(({ plate }) => plate === car.plate))
      .filter((car) => disclosures.of(car, car.restriction) !== "NONE")
      .map((record) => ({ record, score: 1, features: [] })),
  findByRefs: async (refs, disclosures) =>
    CARS.filter((car) => refs.some(({ localId }) => localId === car.localId)).filter(
      (car) => disclosures.of(car, car.restriction) !== "NONE",
    ),
};

/** The training officer, with too little clearance for one of the cars. */
const byHeaders: AuthorityOf = async (headers) => {
  const authority = await authorityForTraining(() => Promise.reject(new Error("No token is sent.")))(headers);
  return { ...authority, officer: { ...authority.officer, clearance: "RESTRICTED" } };
};

beforeAll(async () => {
  folder = resources.use(await temporaryFolder()).path;
  log = resources.use(await openFollowedLog(folder));
  const vehicles = await createVehicles([sourceLine("vehicles", "DEU", REGISTER)], POLICIES);
  graph = resources.use(
    await startFederation(
      { sources: [], databases: noDatabase },
      {
        audit: log.audit,
        accessLog: log.accessLog,
        authorityOf: byHeaders,
        fieldRightsOf: fieldRightsBy(POLICIES),
        instead: { vehicles },
      },
    ),
  );
});

afterAll(() => resources.disposeAsync());

function noDatabase(): never {
  throw new Error("The register of this test needs no database.");
}

const QUERY = `query Q($plate: String!) {
  vehicleByPlate(plate: $plate, country: "DEU") { outcome hitCount hits { ref vehicle { make } } }
}`;

function grant(differences: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const endsAt = new Date(Date.now() + 3_600_000).toISOString();
  const members = { reason: "A child is missing since noon", case: "TRAINING/1", "ends-at": endsAt, ...differences };
  const header = Object.entries(members).map(([name, value]) => `${name}="${value}"`);
  return { "crosscheck-break-glass": header.join(", ") };
}

test.each(["H2", "SECRET"])(
  "a grant opens the record of %s, of which there is a hit alone without it",
  async (plate) => {
    const without = await graph.ask(QUERY, { plate });
    const granted = await graph.ask(QUERY, { plate }, grant());

    const hit = { ref: `DEU/${plate}`, vehicle: null };
    expect(without.data).toEqual({ vehicleByPlate: { outcome: "HIT", hitCount: 1, hits: [hit] } });
    expect(granted.data).toEqual({
      vehicleByPlate: { outcome: "HIT", hitCount: 1, hits: [{ ...hit, vehicle: { make: "Volkswagen" } }] },
    });
  },
);

test("a grant opens what was given for another purpose", async () => {
  const without = await graph.ask(QUERY, { plate: "PURPOSE" });
  const granted = await graph.ask(QUERY, { plate: "PURPOSE" }, grant());

  expect(without.data).toMatchObject({ vehicleByPlate: { outcome: "NO_HIT" } });
  expect(granted.data).toMatchObject({ vehicleByPlate: { hits: [{ vehicle: { make: "Volkswagen" } }] } });
});

test.each(["DENIED", "OTHERS", "HIDDEN", "JOINT"])(
  "no grant goes over the owner's prohibition: %s answers as a plate that nobody has",
  async (plate) => {
    const prohibited = await graph.ask(QUERY, { plate }, grant());
    const absent = await graph.ask(QUERY, { plate: "NOBODY" }, grant());

    expect(prohibited.text).toBe(absent.text);
  },
);

test.each([
  ["for another case", grant({ case: "TRAINING/2" }), "case"],
  ["without a reason", grant({ reason: "" }), "reason"],
  ["that has ended", grant({ "ends-at": "2026-01-01T00:00:00Z" }), "ends-at"],
  ["for days", grant({ "ends-at": "2099-01-01T00:00:00Z" }), "ends-at"],
])("a grant %s is refused with 403, and nobody is asked", async (_what, headers, member) => {
  const before = graph.fetches.length;

  const response = await fetch(graph.url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query: QUERY, variables: { plate: "H2" } }),
  });

  expect([response.status, await response.json()]).toEqual([
    403,
    {
      errors: [
        {
          message: expect.stringContaining("Crosscheck-Break-Glass"),
          extensions: {
            code: "BREAK_GLASS_REFUSED",
            fields: [expect.objectContaining({ path: ["crosscheck-break-glass", member] })],
          },
        },
      ],
    },
  ]);
  expect(graph.fetches.length).toBe(before);
});

test("the owner is notified of each record that was told of under a grant: in the outbox, in its log, on the command line", async () => {
  await graph.ask(QUERY, { plate: "H2" }, grant({ reason: "Notify Germany of this one" }));
  await log.settled();
  const german = { ...TRAINING_AUTHORITY, officer: { ...TRAINING_AUTHORITY.officer, country: "DEU" } };
  const { entries } = await log.accessLog.find(
    {
      of: { kind: "OWNER", country: german.officer.country },
      from: null,
      until: null,
      caseReference: null,
      record: null,
      unit: null,
      officer: null,
      isBreakGlass: true,
      after: null,
      first: 1,
    },
    AbortSignal.timeout(5_000),
  );
  const [entry] = entries;

  const file = join(folder, "outbox", "DEU", `${String(entry?.index).padStart(16, "0")}.json`);
  const notice = JSON.parse(await readFile(file, "utf8"));
  const found = await runProgram("gateway/cli/audit.js", {
    arguments: ["find", "--break-glass", "--owner", "DEU", "--folder", folder],
  });

  const grantGiven = { reason: "Notify Germany of this one", endsAt: expect.any(String) };
  expect(entry?.content).toMatchObject({
    state: "KEPT",
    is: { breakGlass: { justification: grantGiven.reason }, disclosed: [{ ref: "DEU/H2", level: "RECORD" }] },
  });
  expect(notice).toEqual({
    owner: "DEU",
    entry: entry?.index,
    auditId: entry?.auditId,
    at: expect.any(String),
    officer: { country: "FRA", agency: "training", unit: "training-1" },
    justification: { purpose: "WANTED_SEARCH", caseReference: "TRAINING/1", offence: "ILM" },
    breakGlass: grantGiven,
    records: [{ ref: "DEU/H2", level: "RECORD" }],
  });
  expect(found.stdout).toContain(`${entry?.index}  `);
  expect(found.stdout).toContain("BREAK-GLASS until");
});

test("a question without a grant notifies nobody", async () => {
  await graph.ask(QUERY, { plate: "H2" });
  await log.settled();

  const { stdout } = await runProgram("gateway/cli/audit.js", {
    arguments: ["find", "--break-glass", "--folder", folder, "--json"],
  });

  const found = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(found.filter(({ payload }) => payload.breakGlass === undefined)).toEqual([]);
  expect(found.length).toBeGreaterThan(0);
});
