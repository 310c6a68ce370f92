import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { publicKeysOf, readIssuerKeys, rotateIssuerKeys } from "../../../gateway/issuer/key-file.js";
import { temporaryFolder } from "../../support/processes.js";

test("a key is made once, kept for its owner's eyes alone, and shown without its secret", async () => {
  await using folder = await temporaryFolder();

  const made = await readIssuerKeys(folder.path);
  const read = await readIssuerKeys(folder.path);
  const { mode } = await stat(join(folder.path, "issuer.json"));

  expect(read).toEqual(made);
  expect(mode & 0o777).toBe(0o600);
  expect(publicKeysOf(made).keys.map((key) => Object.keys(key).toSorted())).toEqual([
    ["alg", "crv", "kid", "kty", "use", "x"],
  ]);
});

test("a new key signs first, the one before stays, the one before that goes", async () => {
  await using folder = await temporaryFolder();

  const [first] = await readIssuerKeys(folder.path);
  const [second, beforeSecond] = await rotateIssuerKeys(folder.path);
  const third = await rotateIssuerKeys(folder.path);

  expect(beforeSecond).toEqual(first);
  expect(third).toHaveLength(2);
  expect(third[1]).toEqual(second);
});

test("a file that holds no keys is not written over", async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "issuer.json"), "{}");

  await expect(readIssuerKeys(folder.path)).rejects.toMatchObject({ code: "INVALID_CONFIGURATION" });
});
