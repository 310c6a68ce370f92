import { expect, test } from "vitest";
import { issuerKeys } from "../../../gateway/officer/issuer-keys.js";
import { TokenVerifier } from "../../../gateway/officer/token-verifier.js";
import { startService } from "../../support/service.js";
import { AUDIENCE, sign, signingKey } from "../../support/token-keys.js";
import type { SigningKey } from "../../support/token-keys.js";

/** An issuer over HTTP that shows the keys it is told to show, or fails. It counts how often they are read. */
async function startIssuer(keys: readonly SigningKey[], settings: { readonly cooldownMs?: number } = {}) {
  const state = { keys, isDown: false, readings: 0, speaksFor: "" };
  const service = await startService(({ url: path = "" }, response) => {
    if (state.isDown) return response.writeHead(500).end("no");
    if (path.endsWith("/jwks")) {
      state.readings += 1;
      return response.end(JSON.stringify({ keys: state.keys.map(({ shown }) => shown) }));
    }
    return response.end(JSON.stringify({ issuer: state.speaksFor, jwks_uri: `${service.url}/jwks` }));
  });
  state.speaksFor = service.url;
  const verifier = new TokenVerifier({
    issuer: service.url,
    audience: AUDIENCE,
    algorithms: ["EdDSA"],
    clockToleranceS: 5,
    keys: issuerKeys({ issuer: service.url, ...settings }),
  });
  return {
    state,
    verify: async (key: SigningKey, jti: string) => verifier.verify(await sign(key, { iss: service.url, jti })),
    [Symbol.asyncDispose]: () => service[Symbol.asyncDispose](),
  };
}

const OFFICER = expect.objectContaining({ id: "officer-1" });
const UNAVAILABLE = {
  code: "ISSUER_UNAVAILABLE",
  message: "The issuer's keys cannot be read, so no token can be checked. Ask again later.",
};

test("the keys are found by the issuer's discovery document and read once", async () => {
  const key = await signingKey("a");
  await using issuer = await startIssuer([key]);

  const officers = [await issuer.verify(key, "1"), await issuer.verify(key, "2")];

  expect(officers).toEqual([OFFICER, OFFICER]);
  expect(issuer.state.readings).toBe(1);
});

test("a discovery document that speaks for another issuer is not believed", async () => {
  const key = await signingKey("a");
  await using issuer = await startIssuer([key]);
  issuer.state.speaksFor = "https://other.example";

  await expect(issuer.verify(key, "1")).rejects.toMatchObject(UNAVAILABLE);
});

test("a new key is shown before it signs and the old one after: no token is refused", async () => {
  const [old, next] = [await signingKey("a"), await signingKey("b")];
  await using issuer = await startIssuer([old], { cooldownMs: 0 });

  const before = await issuer.verify(old, "1");
  issuer.state.keys = [next, old];
  const during = [await issuer.verify(old, "2"), await issuer.verify(next, "3"), await issuer.verify(old, "4")];
  issuer.state.keys = [next];
  const after = await issuer.verify(next, "5");

  expect([before, ...during, after]).toEqual([OFFICER, OFFICER, OFFICER, OFFICER, OFFICER]);
});

test("unknown key ids do not become load on the issuer", async () => {
  const key = await signingKey("a");
  const stranger = await signingKey("z");
  await using issuer = await startIssuer([key]);

  await issuer.verify(key, "1");
  const refusals = await Promise.allSettled(["2", "3", "4"].map((jti) => issuer.verify(stranger, jti)));

  expect(refusals).toEqual(
    ["2", "3", "4"].map(() => ({ status: "rejected", reason: expect.objectContaining({ code: "UNAUTHENTICATED" }) })),
  );
  expect(issuer.state.readings).toBe(1);
});

test("while the issuer is down nobody new is known, and once it is back everybody is", async () => {
  const key = await signingKey("a");
  await using issuer = await startIssuer([key]);
  issuer.state.isDown = true;

  await expect(issuer.verify(key, "1")).rejects.toMatchObject(UNAVAILABLE);
  issuer.state.isDown = false;

  expect(await issuer.verify(key, "2")).toEqual(OFFICER);
});

test("an issuer that goes down later does not matter to those whose key is known", async () => {
  const key = await signingKey("a");
  await using issuer = await startIssuer([key]);
  await issuer.verify(key, "1");
  issuer.state.isDown = true;

  expect(await issuer.verify(key, "2")).toEqual(OFFICER);
});
