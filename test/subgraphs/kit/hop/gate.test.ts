import fc from "fast-check";
import { expect, test } from "vitest";
import { HopGate } from "../../../../subgraphs/kit/hop/hop-gate.js";
import type { HopDecision } from "../../../../subgraphs/kit/hop/hop-gate.js";
import { HopSender } from "../../../../subgraphs/kit/hop/hop-sender.js";
import type { HopRequest } from "../../../../subgraphs/kit/hop/hop-sender.js";
import { contentDigest } from "../../../../subgraphs/kit/hop/content-digest.js";
import { KeySet } from "../../../../subgraphs/kit/hop/keys.js";
import { signatureBase } from "../../../../subgraphs/kit/hop/signature-base.js";
import { signBase } from "../../../../subgraphs/kit/hop/signature.js";
import type { HopEnds } from "../../../support/hop.js";
import { AUTHORITY, RIGHTS, hopEnds, keysOf, secretKey, signingKey } from "../../../support/hop.js";

const NOW = 1_800_000_000;
const REQUEST: HopRequest = {
  method: "POST",
  path: "/graphql",
  body: '{"query":"{ vehicle(ref: \\"FRA/V1\\") { make } }"}',
  sourcesMs: 900,
  auditId: "audit-1",
  authority: AUTHORITY,
  fieldRights: RIGHTS,
};

interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Both ends at one time that the test moves. */
function start(ends = hopEnds("vehicles")) {
  const clock = { seconds: NOW };
  const now = () => clock.seconds * 1_000;
  const gate = new HopGate({ ...ends.gate, now });
  const sender = new HopSender({ ...ends.sender, now });
  const write = (request: HopRequest = REQUEST): WireRequest => ({
    method: request.method,
    path: request.path,
    headers: sender.headersFor(request),
    body: Buffer.from(request.body),
  });
  return { clock, gate, write };
}

function refused(reason: Extract<HopDecision, { admitted: false }>["reason"]): HopDecision {
  return { admitted: false, reason };
}

test("what the sender signed is let in, with all that it says", async () => {
  const { gate, write } = start();

  const decision = await gate.decide(write());

  expect(decision).toEqual({
    admitted: true,
    admission: {
      authority: AUTHORITY,
      fieldRights: RIGHTS,
      sourcesMs: 900,
      auditId: "audit-1",
      nonce: expect.stringMatching(/^[0-9a-f-]{36}$/),
    },
  });
});

test("a country verifies the same request with a public key alone", async () => {
  const ends = hopEnds("utopia");
  const { privateKey, publicKey } = signingKey("request-1");
  const { gate, write } = start({
    sender: { ...ends.sender, signatureKeys: keysOf(privateKey) },
    gate: { ...ends.gate, signatureKeys: keysOf(publicKey) },
  });
  const request = write();

  expect(request.headers["signature-input"]).toContain('alg="ed25519"');
  expect((await gate.decide(request)).admitted).toBe(true);
  expect(await gate.decide({ ...write(), body: Buffer.from("{}") })).toEqual(refused("BODY_CHANGED"));
});

test("a request is let in once, however often it is sent", async () => {
  const { gate, write } = start();
  const request = write();

  const decisions = await Promise.all([gate.decide(request), gate.decide(request), gate.decide(request)]);

  expect(decisions.map(({ admitted }) => admitted)).toEqual([true, false, false]);
  expect(decisions.slice(1)).toEqual([refused("REPLAYED"), refused("REPLAYED")]);
});

test("a request is let in at most once over the whole time in which its signature counts", async () => {
  const { clock, gate, write } = start();
  const request = write();
  await gate.decide(request);

  const reasons = [];
  for (clock.seconds = NOW; clock.seconds <= NOW + 200; clock.seconds += 1) {
    reasons.push((await gate.decide(request)).admitted);
    await gate.decide(write());
  }

  expect(reasons).not.toContain(true);
});

test.each([
  ["signed 36 seconds ago", 36, refused("SIGNATURE_UNTIMELY")],
  ["signed 6 seconds from now", -6, refused("SIGNATURE_UNTIMELY")],
])("a request %s is refused", async (_name, seconds, expected) => {
  const { clock, gate, write } = start();
  clock.seconds = NOW + 100;
  const request = write();
  clock.seconds += seconds;

  expect(await gate.decide(request)).toEqual(expected);
});

test("after a new start nothing is let in that was signed before it: it may have been let in then", async () => {
  const ends = hopEnds("vehicles");
  const { write, gate } = start(ends);
  const request = write();
  await gate.decide(request);

  const restarted = new HopGate({ ...ends.gate, now: () => (NOW + 1) * 1_000 });

  expect(await restarted.decide(request)).toEqual(refused("REPLAYED"));
});

test("the signature counts for its own audience only, though the token were the same", async () => {
  const persons = hopEnds("persons");
  const vehicles = hopEnds("vehicles");
  const { write } = start({ ...persons, sender: { ...persons.sender, audience: "vehicles" } });
  const { gate } = start({
    ...vehicles,
    gate: { ...vehicles.gate, tokenKeys: persons.gate.tokenKeys },
  });

  expect(await gate.decide(write())).toEqual(refused("UNKNOWN_KEY"));
});

test("what somebody signs with another secret under a known name is refused", async () => {
  const ends = hopEnds("vehicles");
  const { gate, write } = start({
    ...ends,
    sender: { ...ends.sender, signatureKeys: keysOf(secretKey("vehicles-1")) },
  });

  expect(await gate.decide(write())).toEqual(refused("SIGNATURE_WRONG"));
});

test.each([
  ["crosscheck-hop"],
  ["crosscheck-sources-ms"],
  ["crosscheck-audit-id"],
  ["content-digest"],
  ["signature-input"],
  ["signature"],
])("a request without %s is refused", async (name) => {
  const { gate, write } = start();
  const { headers, ...request } = write();

  const { [name]: _left, ...others } = headers;

  expect(await gate.decide({ ...request, headers: others })).toEqual(refused("HEADERS_MISSING"));
});

test.each<[string, (request: WireRequest) => WireRequest]>([
  ["path", (request) => ({ ...request, path: "/graphql/" })],
  ["path with a query", (request) => ({ ...request, path: "/graphql?query={a}" })],
  ["method", (request) => ({ ...request, method: "PUT" })],
  ["deadline", (request) => ({ ...request, headers: { ...request.headers, "crosscheck-sources-ms": "901" } })],
  ["audit id", (request) => ({ ...request, headers: { ...request.headers, "crosscheck-audit-id": "audit-2" } })],
])("another %s under the same signature is refused", async (_name, change) => {
  const { gate, write } = start();

  expect(await gate.decide(change(write()))).toEqual(refused("SIGNATURE_WRONG"));
});

test("another officer's good token under a good signature is refused", async () => {
  const { gate, write } = start();
  const other = write({ ...REQUEST, authority: { ...AUTHORITY, officer: { ...AUTHORITY.officer, id: "officer-2" } } });
  const request = write();

  const swapped = {
    ...request,
    headers: { ...request.headers, "crosscheck-hop": other.headers["crosscheck-hop"] ?? "" },
  };

  expect(await gate.decide(swapped)).toEqual(refused("SIGNATURE_WRONG"));
});

test("a token for another audience under a good signature is refused", async () => {
  const ends = hopEnds("vehicles");
  const { gate, write } = start({ ...ends, sender: { ...ends.sender, audience: "persons" } });

  expect(await gate.decide(write())).toEqual(refused("TOKEN_REFUSED"));
});

/**
 * Signs whatever input it is given, as one could who holds the key and keeps to no rule.
 * @param names what it signs over: what the input names, unless it is to lie
 */
function lawless(
  ends: HopEnds,
  { headers, ...request }: WireRequest,
  change: (input: string) => string,
  names?: readonly string[],
): WireRequest {
  const input = change(headers["signature-input"] ?? "");
  const params = input.slice("hop=".length);
  const values: Readonly<Record<string, string | undefined>> = { ...headers, "@method": "POST", "@path": "/graphql" };
  const components = (names ?? namesIn(params)).map((name) => [name, values[name] ?? ""] as const);
  const signature = signBase(ends.sender.signatureKeys.current.signing(NOW).key, signatureBase(components, params));
  return { ...request, headers: { ...headers, "signature-input": input, signature: `hop=:${signature}:` } };
}

function namesIn(params: string): readonly string[] {
  const [, list = ""] = /^\(([^)]*)\)/.exec(params) ?? [];
  return [...list.matchAll(/"([^"]+)"/g)].map(([, name = ""]) => name);
}

test.each([
  ["fewer", (input: string) => input.replace(' "crosscheck-hop"', "")],
  ["more", (input: string) => input.replace('"crosscheck-audit-id")', '"crosscheck-audit-id" "host")')],
  ["others", (input: string) => input.replace('"crosscheck-hop"', '"host"')],
])("a signature over all components that names %s is refused", async (_name, change) => {
  const ends = hopEnds("vehicles");
  const { gate, write } = start(ends);
  const all = namesIn(write().headers["signature-input"]?.slice("hop=".length) ?? "");
  expect((await gate.decide(lawless(ends, write(), (input) => input, all))).admitted).toBe(true);

  const decision = await gate.decide(lawless(ends, write(), change, all));

  expect(decision).toEqual(refused("SIGNATURE_WRONG"));
});

test.each([
  ["fewer components", (input: string) => input.replace(' "crosscheck-hop"', "")],
  ["no component", (input: string) => input.replace(/\([^)]*\)/, "()")],
  ["a component more", (input: string) => input.replace('"@method"', '"@method" "host"')],
  ["components in another order", (input: string) => input.replace('"@method" "@path"', '"@path" "@method"')],
  ["a component with a parameter", (input: string) => input.replace('"@method"', '"@method";req')],
  ["another algorithm than the key's", (input: string) => input.replace("hmac-sha256", "ed25519")],
  ["another label", (input: string) => input.replace("hop=", "pop=")],
  ["a second signature", (input: string) => `${input}, pop=("@method");created=1`],
  ["no nonce", (input: string) => input.replace(/;nonce="[^"]*"/, "")],
  ["a nonce that is too short", (input: string) => input.replace(/nonce="[^"]*"/, 'nonce="1"')],
  ["no time", (input: string) => input.replace(/;created=\d+/, "")],
  ["a parameter more", (input: string) => `${input};expires=1900000000`],
  ["an item in place of a list", () => "hop=1"],
])("a signature input with %s is refused, though the signature be right", async (_name, change) => {
  const ends = hopEnds("vehicles");
  const { gate, write } = start(ends);
  expect((await gate.decide(lawless(ends, write(), (input) => input))).admitted).toBe(true);

  const decision = await gate.decide(lawless(ends, write(), change));

  expect(decision.admitted).toBe(false);
});

test("any one byte changed, left out or put in, in any header or in the body, is refused", async () => {
  const { gate, write } = start();
  const fields = [...Object.keys(write().headers), "body"];
  const changes = fc.record({
    field: fc.constantFrom(...fields),
    at: fc.nat(),
    byte: fc.integer({ min: 0x20, max: 0x7e }),
    kind: fc.constantFrom("change", "remove", "insert"),
  });

  await fc.assert(
    fc.asyncProperty(changes, async ({ field, at, byte, kind }) => {
      const request = write();
      const text = field === "body" ? Buffer.from(request.body).toString() : (request.headers[field] ?? "");
      const place = at % text.length;
      const rest = text.slice(kind === "insert" ? place : place + 1);
      const written = text.slice(0, place) + (kind === "remove" ? "" : String.fromCharCode(byte)) + rest;
      // HTTP trims the value of a header.
      const changed = field === "body" ? written : written.trim();
      fc.pre(changed !== text);
      const forged =
        field === "body"
          ? { ...request, body: Buffer.from(changed) }
          : { ...request, headers: { ...request.headers, [field]: changed } };

      expect((await gate.decide(forged)).admitted).toBe(false);
      expect((await gate.decide(request)).admitted).toBe(true);
    }),
    { numRuns: 3_000 },
  );
});

test("a body whose digest is put right again is refused by the signature", async () => {
  const { gate, write } = start();
  const { headers, ...request } = write();
  const body = Buffer.from("{}");

  const decision = await gate.decide({
    ...request,
    body,
    headers: { ...headers, "content-digest": contentDigest(body) },
  });

  expect(decision).toEqual(refused("SIGNATURE_WRONG"));
});

test("keys change under way without a refused request, whichever end reads them first", async () => {
  const [oldToken, newToken] = [signingKey("token-1"), signingKey("token-2", NOW + 10)];
  const [oldSecret, newSecret] = [secretKey("secret-1"), secretKey("secret-2", NOW + 10)];
  const senderTokens = { current: new KeySet([oldToken.privateKey]) };
  const senderSecrets = { current: new KeySet([oldSecret]) };
  const gateTokens = { current: new KeySet([oldToken.publicKey]) };
  const gateSecrets = { current: new KeySet([oldSecret]) };
  const { clock, gate, write } = start({
    sender: { issuer: "gateway", audience: "vehicles", tokenKeys: senderTokens, signatureKeys: senderSecrets },
    gate: { issuer: "gateway", audience: "vehicles", tokenKeys: gateTokens, signatureKeys: gateSecrets },
  });
  const steps = [
    () => (senderTokens.current = new KeySet([oldToken.privateKey, newToken.privateKey])),
    () => (senderSecrets.current = new KeySet([oldSecret, newSecret])),
    () => (gateSecrets.current = new KeySet([oldSecret, newSecret])),
    () => (gateTokens.current = new KeySet([oldToken.publicKey, newToken.publicKey])),
    () => (clock.seconds = NOW + 10),
    () => (clock.seconds = NOW + 70),
    () => (gateTokens.current = new KeySet([newToken.publicKey])),
    () => (gateSecrets.current = new KeySet([newSecret])),
    () => (senderTokens.current = new KeySet([newToken.privateKey])),
    () => (senderSecrets.current = new KeySet([newSecret])),
  ];

  const decisions = [];
  for (const step of steps) {
    const sentBefore = write();
    step();
    // What was sent before the clock went on 60 seconds has long arrived.
    decisions.push(await gate.decide(clock.seconds < NOW + 70 ? sentBefore : write()), await gate.decide(write()));
  }

  expect(decisions.filter(({ admitted }) => !admitted)).toEqual([]);
});
