import { expect, test } from "vitest";
import { HopGate } from "../../subgraphs/kit/hop/hop-gate.js";
import { HopSender } from "../../subgraphs/kit/hop/hop-sender.js";
import { AUTHORITY, hopEnds, keysOf, RIGHTS, signingKey } from "../support/hop.js";
import type { HopEnds } from "../support/hop.js";

const REQUESTS = Number(process.env["BENCH_REQUESTS"] ?? 5_000);
const ROUNDS = 7;

/** About as long as what a check asks of a domain. */
const BODY = JSON.stringify({ query: "q".repeat(1_500), variables: { representations: ["r".repeat(400)] } });

const BETWEEN_OURS = hopEnds("vehicles");
const REQUEST_KEY = signingKey("request-1");
const TOWARDS_A_COUNTRY: HopEnds = {
  sender: { ...BETWEEN_OURS.sender, signatureKeys: keysOf(REQUEST_KEY.privateKey) },
  gate: { ...BETWEEN_OURS.gate, signatureKeys: keysOf(REQUEST_KEY.publicKey) },
};

test.each([
  ["HMAC-SHA256, one officer", BETWEEN_OURS, () => AUTHORITY],
  ["HMAC-SHA256, a new officer each time", BETWEEN_OURS, officerOfNumber],
  ["Ed25519, one officer", TOWARDS_A_COUNTRY, () => AUTHORITY],
])("%s: CPU microseconds per request", async (name, ends, authorityOf) => {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await measure(ends, authorityOf));

  const [sign, verify] = [median(rounds.map((cost) => cost.sign)), median(rounds.map((cost) => cost.verify))];
  process.stdout.write(`${name}: sign ${sign.toFixed(1)} µs, verify ${verify.toFixed(1)} µs\n`);
  expect(rounds.every(({ admitted }) => admitted === REQUESTS)).toBe(true);
});

let officers = 0;

function officerOfNumber() {
  officers += 1;
  return { ...AUTHORITY, officer: { ...AUTHORITY.officer, id: `officer-${officers}` } };
}

/** Signs every request of a round, then verifies all of them. */
async function measure(ends: HopEnds, authorityOf: () => typeof AUTHORITY) {
  const sender = new HopSender(ends.sender);
  const gate = new HopGate(ends.gate);
  const [method, path] = ["POST", "/graphql"] as const;
  const request = { method, path, body: BODY, sourcesMs: 900, auditId: crypto.randomUUID(), fieldRights: RIGHTS };
  const body = Buffer.from(BODY);
  const signing = process.cpuUsage();
  const sent = Array.from({ length: REQUESTS }, () => sender.headersFor({ ...request, authority: authorityOf() }));
  const sign = microsecondsSince(signing);
  const verifying = process.cpuUsage();
  let admitted = 0;
  for (const headers of sent) if ((await gate.decide({ method, path, headers, body })).admitted) admitted += 1;
  return { sign, verify: microsecondsSince(verifying), admitted };
}

function microsecondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / REQUESTS;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
