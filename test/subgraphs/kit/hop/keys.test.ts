import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { InvalidConfiguration } from "../../../../subgraphs/kit/errors.js";
import { KeyFile } from "../../../../subgraphs/kit/hop/key-file.js";
import { KeySet, readKeySet } from "../../../../subgraphs/kit/hop/keys.js";
import { secretKey, signingKey } from "../../../support/hop.js";
import { temporaryFolder } from "../../../support/processes.js";

const SECRET = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3I";

function secretSet(...ids: readonly string[]): string {
  return JSON.stringify({ keys: ids.map((kid, nbf) => ({ kty: "oct", k: SECRET, kid, nbf, alg: "HS256" })) });
}

test("every key of a set is found by its id, and the newest in force signs", () => {
  const [first, second, coming] = [secretKey("first", 100), secretKey("second", 200), secretKey("coming", 900)];

  const keys = new KeySet([first, coming, second]);

  expect([keys.find("first"), keys.find("coming"), keys.find("none")]).toEqual([first, coming, undefined]);
  expect([keys.signing(150), keys.signing(500), keys.signing(900)]).toEqual([first, second, coming]);
  expect(() => keys.signing(99)).toThrow(InvalidConfiguration);
});

test("two keys with one id are refused", () => {
  expect(() => new KeySet([secretKey("a"), secretKey("a")])).toThrow(InvalidConfiguration);
});

test("private, public and secret keys are read from JWK sets", () => {
  const { privateKey } = signingKey("unused");
  const { kty, crv, x, d } = privateKey.key.export({ format: "jwk" });

  const signing = readKeySet("private", JSON.stringify({ keys: [{ kty, crv, x, d, kid: "a", nbf: 5 }] }));
  const verifying = readKeySet("public", JSON.stringify({ keys: [{ kty, crv, x, kid: "a", nbf: 5 }] }));
  const secret = readKeySet("secret", secretSet("a"));

  expect([signing, verifying, secret].map((set) => set.find("a")?.key.type)).toEqual(["private", "public", "secret"]);
});

test.each([
  ["no JSON", "secret", `{"keys": "${SECRET}`],
  ["an empty set", "secret", '{"keys":[]}'],
  [
    "a secret of less than 32 bytes",
    "secret",
    JSON.stringify({ keys: [{ kty: "oct", kid: "a", k: SECRET.slice(1) }] }),
  ],
  ["a key without an id", "secret", JSON.stringify({ keys: [{ kty: "oct", k: SECRET }] })],
  ["a secret where a public key belongs", "public", secretSet("a")],
  [
    "a private key where a public one belongs",
    "public",
    JSON.stringify({ keys: [{ ...signingKey("a").privateKey.key.export({ format: "jwk" }), kid: "a" }] }),
  ],
] as const)("%s is refused, and nothing of it repeated", (_name, kind, text) => {
  const reading = () => readKeySet(kind, text);

  expect(reading).toThrow(InvalidConfiguration);
  expect(reading).not.toThrow(SECRET.slice(1, 20));
});

test("a file that is not there says how to make it", async () => {
  await expect(KeyFile.open("/nowhere/vehicles.jwks.json", "secret")).rejects.toThrow(
    "There are no keys in /nowhere/vehicles.jwks.json: those of the graph are made with npm run keys; a public half is given by whoever made it.",
  );
});

test("a file is read again when it changes; one that cannot be used changes nothing and is told of once", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "keys.json");
  const replace = async (text: string) => {
    await writeFile(`${path}.new`, text);
    await rename(`${path}.new`, path);
  };
  await replace(secretSet("one"));
  const faults: string[] = [];
  using file = await KeyFile.open(path, "secret", ({ message }) => faults.push(message));

  await replace(secretSet("one", "two"));
  await vi.waitFor(() => expect(file.current.find("two")).toBeDefined(), 10_000);
  await replace("{");
  await vi.waitFor(() => expect(faults).toHaveLength(1), 10_000);

  expect(file.current.signing(1).id).toBe("two");
  expect(faults).toEqual([`The keys in ${path} cannot be used. It is no JSON.`]);
});
