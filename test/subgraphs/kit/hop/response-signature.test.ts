import fc from "fast-check";
import { expect, test } from "vitest";
import { isSignedResponse, signResponse } from "../../../../subgraphs/kit/hop/response-signature.js";
import { keysOf, signingKey } from "../../../support/hop.js";

const NOW = 1_800_000_000_000;
const SOURCE = signingKey("utopia-1");
const KEYS = keysOf(SOURCE.publicKey);
const ANSWER = { status: 200, body: '{"data":{"vehicles":[]}}', nonce: "8d1c8b9e-0c1f-4b7a-9f0e-3f1f5b0c2a11" };
const HEADERS = signResponse(SOURCE.privateKey, ANSWER, NOW);

test("an answer that the source signed is believed", async () => {
  expect(await isSignedResponse(KEYS, ANSWER, HEADERS, NOW)).toBe(true);
  expect(await isSignedResponse(KEYS, { ...ANSWER, body: Buffer.from(ANSWER.body) }, HEADERS, NOW)).toBe(true);
});

test.each([
  ["another status", { ...ANSWER, status: 201 }, HEADERS, NOW],
  ["another body", { ...ANSWER, body: '{"data":{"vehicles":[1]}}' }, HEADERS, NOW],
  ["the answer to another request", { ...ANSWER, nonce: "another-request-1" }, HEADERS, NOW],
  ["an old answer", ANSWER, HEADERS, NOW + 36_000],
  ["an answer from later", ANSWER, HEADERS, NOW - 6_000],
  ["no signature", ANSWER, {}, NOW],
  ["a digest only", ANSWER, { "content-digest": HEADERS["content-digest"] }, NOW],
  ["no digest", ANSWER, { ...HEADERS, "content-digest": undefined }, NOW],
  ["another source's signature", ANSWER, signResponse(signingKey("utopia-1").privateKey, ANSWER, NOW), NOW],
  ["an unknown key's signature", ANSWER, signResponse(signingKey("utopia-2").privateKey, ANSWER, NOW), NOW],
])("%s is not believed", async (_name, answer, headers, now) => {
  expect(await isSignedResponse(KEYS, answer, headers, now)).toBe(false);
});

test("no changed character of a header is believed", async () => {
  const changes = fc.record({
    field: fc.constantFrom("signature-input" as const, "signature" as const, "content-digest" as const),
    at: fc.nat(),
    byte: fc.integer({ min: 0x21, max: 0x7e }),
  });

  await fc.assert(
    fc.asyncProperty(changes, async ({ field, at, byte }) => {
      const text = HEADERS[field];
      const place = at % text.length;
      const changed = text.slice(0, place) + String.fromCharCode(byte) + text.slice(place + 1);
      fc.pre(changed !== text);

      expect(await isSignedResponse(KEYS, ANSWER, { ...HEADERS, [field]: changed }, NOW)).toBe(false);
    }),
    { numRuns: 1_000 },
  );
});
