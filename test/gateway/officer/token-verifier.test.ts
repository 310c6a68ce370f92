import { createHmac } from "node:crypto";
import { createLocalJWKSet } from "jose";
import { expect, test } from "vitest";
import { TOKEN_ALGORITHMS, TokenVerifier } from "../../../gateway/officer/token-verifier.js";
import { AUDIENCE, goodClaims, ISSUER, sign, signingKey } from "../../support/token-keys.js";

const NOW = Math.floor(Date.now() / 1_000);
const NOT_VALID = "The access token is not valid here: get one of this graph and its issuer.";

async function setUp(differences: { readonly clockToleranceS?: number } = {}) {
  const key = await signingKey("a");
  let lookUps = 0;
  const known = createLocalJWKSet({ keys: [key.shown] });
  const verifier = new TokenVerifier({
    issuer: ISSUER,
    audience: AUDIENCE,
    algorithms: ["EdDSA"],
    clockToleranceS: 5,
    keys: (header, token) => {
      lookUps += 1;
      return known(header, token);
    },
    ...differences,
  });
  return { key, verifier, lookUps: () => lookUps };
}

const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString("base64url");

test("a token's claims make the officer", async () => {
  const { key, verifier } = await setUp();

  const officer = await verifier.verify(await sign(key));

  expect(officer).toEqual({
    id: "officer-1",
    country: "FRA",
    agency: "police",
    unit: "nice-airport",
    roles: ["border-guard"],
    scopes: ["check:run", "person:identity"],
    clearance: "RESTRICTED",
    jointInvestigations: ["jit-7"],
  });
});

test.each(TOKEN_ALGORITHMS)("a token signed with %s is good where the settings allow it", async (algorithm) => {
  const key = await signingKey("b", algorithm);
  const keys = createLocalJWKSet({ keys: [key.shown] });
  const settings = { issuer: ISSUER, audience: AUDIENCE, clockToleranceS: 5, keys };

  const officer = await new TokenVerifier({ ...settings, algorithms: [algorithm] }).verify(await sign(key));
  const others = TOKEN_ALGORITHMS.filter((other) => other !== algorithm);
  const refused = new TokenVerifier({ ...settings, algorithms: others }).verify(await sign(key));

  expect(officer.id).toBe("officer-1");
  await expect(refused).rejects.toMatchObject({ code: "UNAUTHENTICATED", message: NOT_VALID });
});

test("a token of an officer without scopes or joint investigations makes an officer who may read nothing", async () => {
  const { key, verifier } = await setUp();

  const officer = await verifier.verify(await sign(key, { scope: undefined, joint_investigations: undefined }));

  expect(officer).toMatchObject({ scopes: [], jointInvestigations: [] });
});

test.each<[string, Record<string, unknown>]>([
  ["another issuer", { iss: "https://other.example" }],
  ["no issuer", { iss: undefined }],
  ["another audience", { aud: "urn:other" }],
  ["no audience", { aud: undefined }],
  ["no end", { exp: undefined }],
  ["no beginning", { iat: undefined }],
  ["no subject", { sub: undefined }],
  ["no client", { client_id: undefined }],
  ["no id of its own", { jti: undefined }],
  ["a beginning in the future", { nbf: NOW + 600 }],
  ["a date of issue in the future", { iat: NOW + 600 }],
  ["an end that is no time", { exp: "soon" }],
])("a token with %s is refused", async (_name, claims) => {
  const { key, verifier } = await setUp();

  const refused = verifier.verify(await sign(key, claims));

  await expect(refused).rejects.toMatchObject({ code: "UNAUTHENTICATED", message: NOT_VALID });
});

test.each<[string, Record<string, unknown>]>([
  ["the type of an ID token", { typ: "JWT" }],
  ["no type", { typ: undefined }],
  ["an extension that must be understood", { crit: ["police"], police: 1 }],
  ["an unknown key id", { kid: "z" }],
])("a token whose header has %s is refused", async (_name, header) => {
  const { key, verifier } = await setUp();
  const [, body = ""] = (await sign(key)).split(".");

  const refused = verifier.verify(
    header["crit"] === undefined
      ? await sign(key, {}, header)
      : `${encode({ alg: "EdDSA", kid: "a", typ: "at+jwt", ...header })}.${body}.AAAA`,
  );

  await expect(refused).rejects.toMatchObject({ code: "UNAUTHENTICATED", message: NOT_VALID });
});

test("a token without a signature is refused", async () => {
  const { verifier } = await setUp();

  const refused = verifier.verify(`${encode({ alg: "none", typ: "at+jwt" })}.${encode(goodClaims())}.`);

  await expect(refused).rejects.toMatchObject({ code: "UNAUTHENTICATED", message: NOT_VALID });
});

test("a token signed with the public key as a shared secret is refused", async () => {
  const { key, verifier } = await setUp();
  const head = `${encode({ alg: "HS256", kid: "a", typ: "at+jwt" })}.${encode(goodClaims())}`;
  const secret = Buffer.from(String(key.shown.x), "base64url");

  const refused = verifier.verify(`${head}.${createHmac("sha256", secret).update(head).digest("base64url")}`);

  await expect(refused).rejects.toMatchObject({ code: "UNAUTHENTICATED", message: NOT_VALID });
});

test("a token of another key under a known key id is refused", async () => {
  const { verifier } = await setUp();

  const refused = verifier.verify(await sign(await signingKey("a")));

  await expect(refused).rejects.toMatchObject({ code: "UNAUTHENTICATED", message: NOT_VALID });
});

test("a token of which one character of the claims is changed is refused", async () => {
  const { key, verifier } = await setUp();
  const [head, body = "", signature] = (await sign(key)).split(".");
  const claims = Buffer.from(body, "base64url").toString().replace("FRA", "DEU");

  const refused = verifier.verify(`${head}.${Buffer.from(claims).toString("base64url")}.${signature}`);

  await expect(refused).rejects.toMatchObject({ code: "UNAUTHENTICATED", message: NOT_VALID });
});

test.each([
  ["has expired", { iat: NOW - 700, exp: NOW - 60 }],
  ["was issued the day before yesterday", { iat: NOW - 48 * 3_600 }],
])("a token that %s is refused, and its holder is told to get a new one", async (_name, claims) => {
  const { key, verifier } = await setUp();

  const refused = verifier.verify(await sign(key, claims));

  await expect(refused).rejects.toMatchObject({
    code: "UNAUTHENTICATED",
    message: "The access token has expired: get a new one.",
    challenge:
      'Bearer realm="crosscheck", error="invalid_token", error_description="The access token has expired: get a new one."',
  });
});

test("clocks may differ by what the settings allow", async () => {
  const { key, verifier } = await setUp({ clockToleranceS: 120 });

  const officer = await verifier.verify(await sign(key, { iat: NOW - 700, exp: NOW - 60 }));

  expect(officer.id).toBe("officer-1");
});

test("a token that is too long is refused before it is read", async () => {
  const { key, verifier, lookUps } = await setUp();

  const refused = verifier.verify(await sign(key, { note: "x".repeat(8_192) }));

  await expect(refused).rejects.toMatchObject({ code: "UNAUTHENTICATED", message: "The access token is too long." });
  expect(lookUps()).toBe(0);
});

test("claims that make no officer are named, without their values", async () => {
  const { key, verifier } = await setUp();

  const refused = verifier.verify(await sign(key, { country: "Utopia", clearance: "TOP_SECRET", roles: "chief" }));

  await expect(refused).rejects.toMatchObject({
    code: "UNAUTHENTICATED",
    message: "The access token says too little of the officer: its issuer must correct country, roles, clearance.",
  });
});

test("a token that was good once is not verified again, and gives the same officer", async () => {
  const { key, verifier, lookUps } = await setUp();
  const token = await sign(key);

  const first = await verifier.verify(token);
  const second = await verifier.verify(token);

  expect(second).toBe(first);
  expect(lookUps()).toBe(1);
});

test("a remembered token whose end has come is verified again", async () => {
  const { key, verifier, lookUps } = await setUp();
  const token = await sign(key, { iat: NOW - 10, exp: NOW - 1 });

  await verifier.verify(token);
  await verifier.verify(token);

  expect(lookUps()).toBe(2);
});
