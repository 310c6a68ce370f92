import { createPrivateKey, createPublicKey, createSecretKey } from "node:crypto";
import { parseDictionary, serializeInnerList, isInnerList } from "structured-headers";
import { expect, test } from "vitest";
import { contentDigest } from "../../../../subgraphs/kit/hop/content-digest.js";
import { signatureBase, signatureParams } from "../../../../subgraphs/kit/hop/signature-base.js";
import { writeSignature } from "../../../../subgraphs/kit/hop/signature-fields.js";
import { isSignatureOf, signBase } from "../../../../subgraphs/kit/hop/signature.js";

/** RFC 9421 B.1.5 */
const SHARED_SECRET = createSecretKey(
  Buffer.from("uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==", "base64"),
);
/** RFC 9421 B.1.4 */
const ED25519 = createPrivateKey({
  key: {
    kty: "OKP",
    crv: "Ed25519",
    d: "n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU",
    x: "JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs",
  },
  format: "jwk",
});

const B25 = {
  components: [
    ["date", "Tue, 20 Apr 2021 02:07:55 GMT"],
    ["@authority", "example.com"],
    ["content-type", "application/json"],
  ],
  keyId: "test-shared-secret",
  signature: "pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=",
} as const;

const B26 = {
  components: [
    ["date", "Tue, 20 Apr 2021 02:07:55 GMT"],
    ["@method", "POST"],
    ["@path", "/foo"],
    ["@authority", "example.com"],
    ["content-type", "application/json"],
    ["content-length", "18"],
  ],
  keyId: "test-key-ed25519",
  signature: "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==",
} as const;

function baseOf({ components, keyId }: typeof B25 | typeof B26): string {
  const names = components.map(([name]) => name);
  const params = signatureParams(names, [
    ["created", 1_618_884_473],
    ["keyid", keyId],
  ]);
  return signatureBase(components, params);
}

test("the signature base is written as RFC 9421 B.2.5 prints it", () => {
  expect(baseOf(B25)).toBe(
    [
      '"date": Tue, 20 Apr 2021 02:07:55 GMT',
      '"@authority": example.com',
      '"content-type": application/json',
      '"@signature-params": ("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret"',
    ].join("\n"),
  );
});

test.each([
  ["B.2.5, hmac-sha256", SHARED_SECRET, SHARED_SECRET, B25],
  ["B.2.6, ed25519", ED25519, createPublicKey(ED25519), B26],
] as const)("the signature of RFC 9421 %s is made and verified", async (_name, key, verifying, vector) => {
  const base = baseOf(vector);

  expect(signBase(key, base)).toBe(vector.signature);
  expect(await isSignatureOf(verifying, base, vector.signature)).toBe(true);
  expect(await isSignatureOf(verifying, `${base} `, vector.signature)).toBe(false);
});

test.each([
  ["hmac-sha256", SHARED_SECRET, B25, "pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE9="],
  [
    "ed25519",
    createPublicKey(ED25519),
    B26,
    "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCx==",
  ],
] as const)("another text of the same bytes is no %s signature", async (_name, key, vector, other) => {
  expect(Buffer.from(other, "base64")).toEqual(Buffer.from(vector.signature, "base64"));
  expect(await isSignatureOf(key, baseOf(vector), other)).toBe(false);
});

test("the digest of a body is that of RFC 9530 B.1", () => {
  expect(contentDigest('{"hello": "world"}\n')).toBe("sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:");
  expect(contentDigest(Buffer.from('{"hello": "world"}\n'))).toBe(contentDigest('{"hello": "world"}\n'));
});

test("what is written is what a writer of structured fields (RFC 8941) writes", () => {
  const key = { id: "key-1", from: 0, key: SHARED_SECRET };

  const { "signature-input": input } = writeSignature(key, B26.components, { created: 1, nonce: "0123456789abcdef" });

  const member = parseDictionary(input).get("hop");
  expect(member !== undefined && isInnerList(member) && `hop=${serializeInnerList(member)}`).toBe(input);
});
