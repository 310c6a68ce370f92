import { generateKeyPairSync, sign } from "node:crypto";
import { SignJWT, UnsecuredJWT } from "jose";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createFieldRights, NO_RIGHTS } from "../../../../subgraphs/kit/access/field-rights.js";
import { KeySet } from "../../../../subgraphs/kit/hop/keys.js";
import { HopTokenSigner } from "../../../../subgraphs/kit/hop/token-signer.js";
import { HopTokenVerifier } from "../../../../subgraphs/kit/hop/token-verifier.js";
import { AUTHORITY, RIGHTS, keysOf, signingKey } from "../../../support/hop.js";

const NOW = 1_800_000_000;
const KEY = signingKey("key-1");
const BREAK_GLASS = {
  justification: "A child is in danger.",
  caseReference: "2026/118",
  endsAt: "2027-01-15T08:10:00Z",
};
const HOP = { authority: AUTHORITY, fieldRights: RIGHTS };

function signer(settings: Partial<ConstructorParameters<typeof HopTokenSigner>[0]> = {}) {
  return new HopTokenSigner({ issuer: "gateway", audience: "persons", keys: keysOf(KEY.privateKey), ...settings });
}

function verifier(settings: Partial<ConstructorParameters<typeof HopTokenVerifier>[0]> = {}) {
  return new HopTokenVerifier({ issuer: "gateway", audience: "persons", keys: keysOf(KEY.publicKey), ...settings });
}

/** A token's payload, to be signed again by somebody else. */
function payloadOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
}

test("what the gateway knows of officer, justification and rights arrives whole", async () => {
  const token = signer().tokenFor(HOP, NOW);

  expect(await verifier().read(token, NOW)).toEqual(HOP);
});

test("where no officer asks, none arrives", async () => {
  const token = signer().tokenFor({ authority: null, fieldRights: NO_RIGHTS }, NOW);

  expect(await verifier().read(token, NOW)).toEqual({ authority: null, fieldRights: NO_RIGHTS });
});

test("an audience is told only of the scopes and policies that it needs", async () => {
  const needs = { scopes: new Set(["vehicle:read"]), policies: new Set(["caution", "charge"]) };

  const token = signer({ needs }).tokenFor(HOP, NOW);

  expect(await verifier().read(token, NOW)).toEqual({
    authority: { ...AUTHORITY, officer: { ...AUTHORITY.officer, scopes: ["vehicle:read"] } },
    fieldRights: createFieldRights({ isAuthenticated: true, scopes: ["vehicle:read"], policies: ["caution"] }),
  });
  expect(JSON.stringify(payloadOf(token))).not.toContain("person:identity");
});

test("a token says by which version of the policies the rights were decided", () => {
  const token = signer({ policyVersion: "v7" }).tokenFor(HOP, NOW);

  expect(payloadOf(token)["policyVersion"]).toBe("v7");
});

test("a token is sent again until shortly before its end", () => {
  const tokens = signer();

  const [first, again, later] = [0, 20, 21].map((seconds) => tokens.tokenFor(HOP, NOW + seconds));

  expect(again).toBe(first);
  expect(later).not.toBe(first);
});

test.each([
  ["officer", { authority: { ...AUTHORITY, officer: { ...AUTHORITY.officer, id: "officer-2" } }, fieldRights: RIGHTS }],
  ["justification", { authority: { ...AUTHORITY, justification: null }, fieldRights: RIGHTS }],
  ["grant for an emergency", { authority: { ...AUTHORITY, breakGlass: BREAK_GLASS }, fieldRights: RIGHTS }],
  ["rights", { authority: AUTHORITY, fieldRights: createFieldRights({ ...RIGHTS, policies: ["caution"] }) }],
])("another %s gets a token of its own", async (_name, other) => {
  const tokens = signer();
  tokens.tokenFor(HOP, NOW);

  const token = tokens.tokenFor(other, NOW);

  expect(await verifier().read(token, NOW)).toEqual(other);
});

test("a new key signs from its time on, whatever was signed before", async () => {
  const coming = signingKey("key-2", NOW + 5);
  const tokens = signer({ keys: keysOf(KEY.privateKey, coming.privateKey) });
  const both = verifier({ keys: keysOf(KEY.publicKey, coming.publicKey) });

  const [before, after] = [tokens.tokenFor(HOP, NOW + 4), tokens.tokenFor(HOP, NOW + 5)];

  expect(await Promise.all([before, after].map((token) => both.read(token, NOW + 5)))).toEqual([HOP, HOP]);
  expect(await verifier().read(before, NOW + 5)).toEqual(HOP);
  expect(await verifier().read(after, NOW + 5)).toBeNull();
});

test("a token that was found good is refused once its key is gone", async () => {
  const token = signer().tokenFor(HOP, NOW);
  const keys = { current: new KeySet([KEY.publicKey]) };
  const reader = verifier({ keys });
  expect(await reader.read(token, NOW)).toEqual(HOP);

  keys.current = new KeySet([signingKey("key-2").publicKey]);

  expect(await reader.read(token, NOW)).toBeNull();
});

test("a token whose key goes while it is being verified is not remembered", async () => {
  const token = signer().tokenFor(HOP, NOW);
  const keys = { current: new KeySet([KEY.publicKey]) };
  const reader = verifier({ keys });

  const beingVerified = reader.read(token, NOW);
  keys.current = new KeySet([signingKey("key-2").publicKey]);
  await reader.read("another", NOW);
  await beingVerified;

  expect(await reader.read(token, NOW)).toBeNull();
});

test.each([
  ["before its time, beyond what clocks differ", -6, null],
  ["before its time, within what clocks differ", -5, HOP],
  ["at its end, within what clocks differ", 34, HOP],
  ["past its end", 35, null],
])("a token is read or refused by its time: %s", async (_name, seconds, expected) => {
  const token = signer().tokenFor(HOP, NOW);
  const remembering = verifier();
  await remembering.read(token, NOW);

  expect(await verifier().read(token, NOW + seconds)).toEqual(expected);
  // One that is remembered ends all the same.
  expect(await remembering.read(token, NOW + Math.max(seconds, 0))).toEqual(seconds < 35 ? HOP : null);
});

const REAL = signer().tokenFor(HOP, NOW);
const CLAIMS = payloadOf(REAL);
const HEADER = { alg: "EdDSA", kid: "key-1", typ: "crosscheck-hop+jwt" };

function signedByKey1(claims: Record<string, unknown>, header: Record<string, unknown> = HEADER): string {
  const signed = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  return `${signed}.${sign(null, Buffer.from(signed), KEY.privateKey.key).toString("base64url")}`;
}

test("the forger of the next tests would be believed, had it forged nothing", async () => {
  expect(await verifier().read(signedByKey1(CLAIMS), NOW)).toEqual(HOP);
});

test.each<[string, () => string | Promise<string>]>([
  ["for another audience", () => signer({ audience: "vehicles" }).tokenFor(HOP, NOW)],
  ["for several audiences", () => signedByKey1({ ...CLAIMS, aud: ["persons", "vehicles"] })],
  ["of another issuer", () => signer({ issuer: "somebody" }).tokenFor(HOP, NOW)],
  ["by another key", () => signer({ keys: keysOf(signingKey("key-1").privateKey) }).tokenFor(HOP, NOW)],
  ["by an unknown key", () => signer({ keys: keysOf(signingKey("key-9").privateKey) }).tokenFor(HOP, NOW)],
  ["without a key id", () => signedByKey1(CLAIMS, { alg: "EdDSA", typ: HEADER.typ })],
  ["of another type", () => signedByKey1(CLAIMS, { ...HEADER, typ: "at+jwt" })],
  ["without an end", () => signedByKey1({ ...CLAIMS, exp: undefined })],
  ["that lives longer than a token may", () => signedByKey1({ ...CLAIMS, exp: NOW + 31 })],
  ["with a claim that is not known", () => signedByKey1({ ...CLAIMS, admin: true })],
  ["without a claim", () => signedByKey1({ ...CLAIMS, authority: undefined })],
  [
    "with an officer who is none",
    () => signedByKey1({ ...CLAIMS, authority: { ...Object(CLAIMS["authority"]), officer: {} } }),
  ],
  ["alg: none", () => new UnsecuredJWT(CLAIMS).encode()],
  [
    "alg: none with our header",
    () => {
      const unsecured = { ...HEADER, alg: "none" };
      return `${Buffer.from(JSON.stringify(unsecured)).toString("base64url")}.${REAL.split(".")[1]}.`;
    },
  ],
  [
    "HS256 with the public key",
    () => {
      const publicKey = KEY.publicKey.key.export({ type: "spki", format: "der" });
      return new SignJWT(CLAIMS).setProtectedHeader({ ...HEADER, alg: "HS256" }).sign(publicKey);
    },
  ],
  [
    "ES256",
    () => {
      const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
      return new SignJWT(CLAIMS).setProtectedHeader({ ...HEADER, alg: "ES256" }).sign(privateKey);
    },
  ],
  [
    "that carries its own key",
    () => {
      const own = signingKey("key-1");
      const jwk = own.publicKey.key.export({ format: "jwk" });
      const header = { alg: "EdDSA", typ: HEADER.typ, jwk: { kty: "OKP", crv: "Ed25519", x: String(jwk.x) } };
      return new SignJWT(CLAIMS).setProtectedHeader(header).sign(own.privateKey.key);
    },
  ],
  ["by the algorithm's other name", () => signedByKey1(CLAIMS, { ...HEADER, alg: "Ed25519" })],
])("a token %s is refused", async (_name, forge) => {
  const token = await forge();

  expect(await verifier().read(token, NOW)).toBeNull();
});

test("no rubbish is taken for a token, nor throws", async () => {
  const reader = verifier();

  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string(),
        fc.array(fc.base64String()).map((parts) => parts.join(".")),
      ),
      async (text) => {
        expect(await reader.read(text, NOW)).toBeNull();
      },
    ),
    { numRuns: 500 },
  );
});
