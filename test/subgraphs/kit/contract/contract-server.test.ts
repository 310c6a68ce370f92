import { expect, test } from "vitest";
import { DESCRIBE_SOURCE } from "../../../../subgraphs/kit/contract/contract-names.js";
import { offer } from "../../../../subgraphs/kit/contract/answer-question.js";
import type { ContractOperation } from "../../../../subgraphs/kit/contract/answer-question.js";
import { createContractServer } from "../../../../subgraphs/kit/contract/contract-server.js";
import { ContractSource } from "../../../../subgraphs/kit/contract/contract-source.js";
import type { ContractPort } from "../../../../subgraphs/kit/contract/domain-contract.js";
import { hiddenDigest } from "../../../../subgraphs/kit/contract/hidden-records.js";
import { Disclosures } from "../../../../subgraphs/kit/policy/disclosures.js";
import { restrictionSchema } from "../../../../subgraphs/kit/policy/restriction.js";
import {
  InvalidQuery,
  NothingToSearchBy,
  SourceFailure,
  TooManyMatches,
} from "../../../../subgraphs/kit/sources/source.js";
import { vehicleContract, vehicleRecordSchema } from "../../../../subgraphs/vehicles/index.js";
import type { VehicleRecord } from "../../../../subgraphs/vehicles/index.js";
import { everything } from "../../../support/authority.js";
import { VEHICLE } from "../../../support/hostile-country.js";

type Question = Parameters<typeof vehicleContract.write>[0];
type Port = ContractPort<Question, VehicleRecord>;

const signal = AbortSignal.timeout(10_000);
const QUESTION: Question = [{ vin: "WVWZZZ1KZAW518264", plate: null, plateCountry: null, engineNumber: null }];

function vehicles(count: number): readonly VehicleRecord[] {
  return Array.from({ length: count }, (_, index) =>
    vehicleRecordSchema.parse({ ...VEHICLE, localId: String(index + 1) }),
  );
}

function holding(records: readonly VehicleRecord[]): Port {
  return {
    search: async (_question, disclosures) =>
      records
        .filter((record) => disclosures.of(record, record.restriction) !== "NONE")
        .map((record) => ({ score: 0.9, features: [], record })),
    findByRefs: async (refs, disclosures) =>
      records.filter(
        (record) =>
          refs.some(({ localId }) => localId === record.localId) &&
          disclosures.of(record, record.restriction) !== "NONE",
      ),
  };
}

/** By the countries that a record names: what it allows is withheld, what it denies is hidden. */
function byCountries(): Disclosures {
  return new Disclosures((_owner, restriction) => {
    if (restriction?.deniedCountries.length) return "NONE";
    return restriction?.allowedCountries.length ? "HIT_ONLY" : "FULL";
  });
}

async function serve(port: Port, operations?: readonly ContractOperation[], maySearch = true) {
  const server = await createContractServer({
    name: "swe-server",
    owner: "SWE",
    offers: [offer(vehicleContract, port, operations)],
    policiesFor: () => ({ maySearch: () => maySearch, disclosures: byCountries }),
  });
  let requests = 0;
  const transport = {
    send: async (request: object) => {
      requests += 1;
      // As over HTTP.
      return JSON.parse(JSON.stringify(await server.execute(JSON.parse(JSON.stringify(request)), { signal })));
    },
  };
  const peer = { name: "swe-server", owner: "SWE", holds: "OWN" as const };
  return { server, source: new ContractSource(vehicleContract, transport, peer), requests: () => requests };
}

test("a search of many pages brings every record once", async () => {
  const { source, requests } = await serve(holding(vehicles(450)));

  const finds = await source.search(QUESTION, everything(), signal);

  expect(new Set(finds.map(({ record }) => record.localId)).size).toBe(450);
  expect(finds.length).toBe(450);
  expect(requests()).toBe(3);
});

test("more pages than are read are too many, and no part of an answer", async () => {
  const { source } = await serve(holding(vehicles(1_001)));

  await expect(source.search(QUESTION, everything(), signal)).rejects.toThrow(TooManyMatches);
});

test("more references than one request takes are asked for in several", async () => {
  const records = vehicles(1_100);
  const { source, requests } = await serve(holding(records));

  const found = await source.findByRefs(records, everything(), signal);

  expect(found).toEqual(records);
  expect(requests()).toBe(3);
});

test("what the owner withholds is a hit, and what it hides has no copy", async () => {
  const [open, withheld, hidden] = vehicles(3);
  const restriction = (given: object) => ({ restriction: restrictionSchema.parse(given) });
  const { source } = await serve(
    holding(
      [
        open,
        withheld && { ...withheld, ...restriction({ allowedCountries: ["FRA"] }) },
        hidden && { ...hidden, ...restriction({ deniedCountries: ["FRA"] }) },
      ].filter((record) => record !== undefined),
    ),
  );
  const disclosures = everything();
  // A central database has copies of all three, and has not heard of any restriction.
  for (const copy of [open, withheld, hidden]) if (copy) disclosures.of(copy, null);

  const finds = await source.search(QUESTION, disclosures, signal);

  expect(finds.map(({ record }) => record.localId)).toEqual(["1"]);
  expect(disclosures.withheld).toEqual([{ ref: { owner: "SWE", localId: "2" }, score: 0.9 }]);
  expect([open, withheld, hidden].map((copy) => copy && disclosures.strictestOf(copy))).toEqual([
    "FULL",
    "HIT_ONLY",
    "NONE",
  ]);
});

test("what may not be told in full is behind a reference as absent, and hidden wherever there is a copy", async () => {
  const [record] = vehicles(1);
  const restriction = restrictionSchema.parse({ allowedCountries: ["FRA"] });
  const { source } = await serve(holding(record ? [{ ...record, restriction }] : []));
  const disclosures = everything();
  if (record) disclosures.of(record, null);

  const found = await source.findByRefs([{ owner: "SWE", localId: "1" }], disclosures, signal);

  expect(found).toEqual([]);
  expect(disclosures.strictestOf({ owner: "SWE", localId: "1" })).toBe("NONE");
});

test("a digest says nothing of a record without the question's id", () => {
  expect(hiddenDigest("a", "SWE/1")).not.toBe(hiddenDigest("b", "SWE/1"));
  expect(hiddenDigest("a", "SWE/1")).toMatch(/^[\w-]{43}$/);
});

test.each([
  ["too many matches", new TooManyMatches(), TooManyMatches],
  ["a question that cannot be used", new InvalidQuery("its model"), InvalidQuery],
  ["nothing to search by", new NothingToSearchBy(), NothingToSearchBy],
  ["a failure", new Error("password of the database"), SourceFailure],
])("%s is the same on this side of the wire", async (_name, thrown, expected) => {
  const port: Port = { ...holding([]), search: () => Promise.reject(thrown) };
  const { source } = await serve(port);

  const asked = source.search(QUESTION, everything(), signal);

  await expect(asked).rejects.toThrow(expected);
  await expect(asked).rejects.not.toThrow(/password/);
});

test("an officer who may not search by the source's own rules has not asked", async () => {
  const { source } = await serve(holding(vehicles(1)), undefined, false);

  await expect(source.search(QUESTION, everything(), signal)).rejects.toThrow(NothingToSearchBy);
});

test("what is not offered fails, and is said beforehand", async () => {
  const { server, source } = await serve(holding(vehicles(1)), ["BY_REF"]);

  await expect(source.search(QUESTION, everything(), signal)).rejects.toMatchObject({ reason: "NOT_OFFERED" });
  expect(JSON.parse(JSON.stringify(await server.execute({ query: DESCRIBE_SOURCE }, { signal })))).toEqual({
    data: {
      source: {
        contractVersion: "1.0",
        name: "swe-server",
        owner: "SWE",
        capabilities: [{ domain: "VEHICLES", operations: ["BY_REF"] }],
      },
    },
  });
});

test.each([
  ["a page of nothing", { first: 0 }],
  ["a page without end", { first: 501 }],
  ["a cursor that is none", { after: "first" }],
  ["an id without end", { asked: "a".repeat(65) }],
])("%s is refused as a question at fault", async (_name, given) => {
  const { server } = await serve(holding(vehicles(1)));
  const query = `query q($asked: ID!, $question: [VehicleDescription!]!, $first: Int!, $after: String) {
    vehicles(asked: $asked, vehicles: $question, first: $first, after: $after) { state finds { score } }
  }`;
  const variables = { asked: "a", question: [], first: 10, after: null, ...given };

  const { data } = await server.execute({ query, variables }, { signal });

  expect(JSON.parse(JSON.stringify(data))).toEqual({ vehicles: { state: "INVALID_QUERY", finds: [] } });
});

test("a document without end is not read", async () => {
  const { server } = await serve(holding([]));

  const { data, errors } = await server.execute({ query: `{ ${"source { name } ".repeat(2_000)} }` }, { signal });

  expect(data).toBeUndefined();
  expect(errors?.length).toBe(1);
});
