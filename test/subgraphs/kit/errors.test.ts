import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CrosscheckError, ERROR_CODES, InvalidInput, SourceUnavailable } from "../../../subgraphs/kit/errors.js";
import { packageFile } from "../../../subgraphs/kit/package-file.js";
import { codeWords, readTable } from "../../support/readme-table.js";

const README = "subgraphs/kit/README.md";

/** Every code that our source hands to `fault` or writes as the `code` of a field. */
async function faultsInSource(): Promise<readonly string[]> {
  const folders = ["gateway", "subgraphs"].map(packageFile);
  const names = await Promise.all(
    folders.map(async (folder) => (await readdir(folder, { recursive: true })).map((name) => join(folder, name))),
  );
  const files = names.flat().filter((name) => name.endsWith(".ts"));
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  const written = texts.flatMap((text) => [
    ...text.matchAll(/(?:\bfault(?:<\w+>)?\(\s*|\bcode: |\bcode \?\? )"([A-Z0-9_]+)"/g),
  ]);
  return written.map(([, code = ""]) => code).filter((code) => !Object.hasOwn(ERROR_CODES, code));
}

test("the README lists every error code with its status and its advice, and no other", async () => {
  const rows = await readTable(README, "Error codes");

  const listed = rows.map(([code = "", status, _meaning, advice]) => [
    codeWords(code)[0],
    { status: Number(status), advice },
  ]);

  expect(Object.fromEntries(listed)).toEqual(ERROR_CODES);
  expect(listed).toHaveLength(Object.keys(ERROR_CODES).length);
});

test("the README lists every fault of a field once, and no other", async () => {
  const rows = await readTable(README, "Field faults");

  const listed = rows.flatMap(([codes = ""]) => codeWords(codes));

  expect(listed.toSorted()).toEqual([...new Set(await faultsInSource())].toSorted());
});

test("an invalid input names every field at fault, in its message and for a program", () => {
  const fields = [
    { code: "VIN_CHECK_DIGIT", path: ["subject", "vehicles", 0, "vin"], message: "Read it again." },
    { code: "EMPTY_SUBJECT", path: ["subject"], message: "Give something." },
  ];

  const error = new InvalidInput(fields);

  expect(error.message).toBe("subject.vehicles[0].vin: Read it again. subject: Give something.");
  expect(error.extensions).toEqual({ code: "INVALID_INPUT", fields });
});

test("a source that did not answer is named, and its own error stays the cause", () => {
  const cause = new Error("connect ECONNREFUSED 10.1.2.3");

  const error = new SourceUnavailable("fra-persons", { cause });

  expect(error).toBeInstanceOf(CrosscheckError);
  expect(error.message).toBe("The source fra-persons did not answer.");
  expect(error.extensions).toEqual({ code: "SOURCE_UNAVAILABLE", source: "fra-persons" });
  expect(error.cause).toBe(cause);
});

test("no fact can take the place of the code", () => {
  expect(new CrosscheckError("INTERNAL", "A fault of ours.", { code: "NO_HIT" }).extensions).toEqual({
    code: "INTERNAL",
  });
});
