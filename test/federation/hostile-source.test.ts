import { describe, expect, test } from "vitest";
import { TRAINING_AUTHORITY } from "../../gateway/officer/training.js";
import { hiddenDigest } from "../../subgraphs/kit/contract/hidden-records.js";
import { SourceLine } from "../../subgraphs/kit/sources/ask-sources.js";
import { searchSources } from "../../subgraphs/kit/sources/search-sources.js";
import { RequestPolicies } from "../../subgraphs/kit/policy/request-policies.js";
import { connectVehicles } from "../../subgraphs/vehicles/index.js";
import type { VehicleSource } from "../../subgraphs/vehicles/index.js";
import { POLICIES } from "../support/authority.js";
import { connectionsTo, countryKeys } from "../support/country.js";
import { startHostileCountry, VEHICLE, vehicleAnswer } from "../support/hostile-country.js";
import type { HostileCall } from "../support/hostile-country.js";
import { HOSTILE_CASES } from "./hostile-cases.js";
import { describeSource } from "../support/sources.js";

const KEYS = countryKeys();
const MEGABYTE = 1024 * 1024;
const QUESTION = [{ vin: "WVWZZZ1KZAW518264", plate: null, plateCountry: null, engineNumber: null }];

const FRENCH = { ...VEHICLE, owner: "FRA", localId: "F1", status: "STOLEN" as const };

/** France answers as it should, whatever Sweden does. */
const france: VehicleSource = {
  search: async () => [{ score: 0.9, features: [], record: FRENCH }],
  findByRefs: async () => [],
};

describe("a country that is hostile", () => {
  test.each(HOSTILE_CASES)(
    "answers with %s: it has failed, and the others are whole",
    async (_name, answer, outcome, reason) => {
      const { hits, replies } = await askBoth(answer);

      expect(replies.map((reply) => [reply.source, reply.outcome, reply.reason])).toEqual([
        ["swe-vehicles", outcome, reason],
        ["fra-vehicles", "HIT", null],
      ]);
      expect(hits.map(({ ref, sources }) => ({ ref, sources }))).toEqual([
        { ref: { owner: "FRA", localId: "F1" }, sources: ["fra-vehicles"] },
      ]);
      expect(Object.hasOwn(Object.prototype, "isAdmin")).toBe(false);
    },
  );

  test("answers with 700 megabytes: no more is taken than may be read", async () => {
    let sent = 0;

    const { replies } = await askBoth(({ response }) => {
      const megabyte = Buffer.alloc(MEGABYTE, " ");
      const pour = (): void => {
        while (sent < 700 && !response.destroyed) {
          sent += 1;
          if (!response.write(megabyte)) return void response.once("drain", pour);
        }
      };
      response.writeHead(200);
      pour();
    });

    expect(replies.map((reply) => reply.reason)).toEqual(["REPLY_TOO_LARGE", null]);
    expect(sent).toBeLessThan(30);
  });

  test("says that 700 megabytes will come: nothing is taken", async () => {
    const { replies } = await askBoth(({ response }) => {
      response.writeHead(200, { "content-length": String(700 * MEGABYTE) }).write(" ");
    });

    expect(replies.map((reply) => reply.reason)).toEqual(["REPLY_TOO_LARGE", null]);
  });

  test.each(["http://127.0.0.1:9/graphql", "https://[::1]:9/graphql", "https://169.254.169.254/graphql"])(
    "is at %s, where the registry does not let it be: nothing is sent",
    async (url) => {
      const { replies } = await searchBoth(url, false);

      expect(replies.map((reply) => reply.reason)).toEqual(["ADDRESS_REFUSED", null]);
    },
  );

  test("has a name that leads to loopback: nothing is sent", async () => {
    let calls = 0;
    await using country = await startHostileCountry(KEYS, ({ asked, send }) => {
      calls += 1;
      send(vehicleAnswer(asked));
    });

    const { replies } = await searchBoth(country.url.replace("127.0.0.1", "localhost"), false);

    expect(replies.map((reply) => reply.reason)).toEqual(["ADDRESS_REFUSED", null]);
    expect(calls).toBe(0);
  });

  test("hides the record of another: the other's copy is told of all the same", async () => {
    const { hits } = await askBoth(({ asked, send }) =>
      send(vehicleAnswer(asked, { answer: { hidden: [hiddenDigest(asked, "FRA/F1")] } })),
    );

    expect(hits.map(({ ref }) => ref.owner)).toEqual(["SWE", "FRA"]);
  });
});

test("a country that keeps its promises is told of, and a record that it withholds is a hit without a record", async () => {
  const { hits, replies } = await askBoth(({ asked, send }) =>
    send(vehicleAnswer(asked, { answer: { withheld: [{ owner: "SWE", localId: "2", score: 0.95 }] } })),
  );

  expect(replies.map(({ outcome }) => outcome)).toEqual(["HIT", "HIT"]);
  expect(hits.map(({ ref, score, record }) => [ref.localId, score, record?.vin ?? null])).toEqual([
    ["1", 1, "WVWZZZ1KZAW518264"],
    ["2", 0.95, null],
    ["F1", 0.9, "WVWZZZ1KZAW518264"],
  ]);
});

async function askBoth(answer: (call: HostileCall) => void) {
  await using country = await startHostileCountry(KEYS, answer);
  return await searchBoth(country.url, true);
}

async function searchBoth(url: string, allowPrivateAddress: boolean) {
  const service = { url, allowPrivateAddress, mostReplyBytes: 4 * MEGABYTE };
  const source = {
    ...describeSource("vehicles", "SWE", { deadlineMs: 800 }),
    connector: { kind: "graphql" as const, server: "swe-server", service },
  };
  const lines = [
    connectVehicles(source, connectionsTo(KEYS)),
    new SourceLine(describeSource("vehicles", "FRA"), france),
  ];
  const policies = new RequestPolicies(POLICIES, TRAINING_AUTHORITY);
  return searchSources(lines, (port, disclosures, signal) => port.search(QUESTION, disclosures, signal), {
    signal: AbortSignal.timeout(5_000),
    policies,
  });
}
