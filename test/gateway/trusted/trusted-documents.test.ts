import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { readTrustedDocuments, TrustedDocuments } from "../../../gateway/trusted/trusted-documents.js";
import { TRUSTED_MANIFEST, trustedManifest } from "../../../schema/trusted-manifest.js";
import { checkOperation } from "../../support/federation.js";

const DOCUMENT = "query Greeting { greeting }";
const DIGEST = createHash("sha256").update(DOCUMENT).digest("hex");
const REFUSED = { code: "UNTRUSTED_DOCUMENT" };

function documents(isOnly: boolean): TrustedDocuments {
  return new TrustedDocuments(new Map([[DIGEST, DOCUMENT]]), isOnly);
}

test("the committed manifest is what schema/operations makes, and has what the command line sends", async () => {
  const known = await readTrustedDocuments();

  expect(await readFile(TRUSTED_MANIFEST, "utf8")).toBe(await trustedManifest());
  expect([...known.values()]).toContain(await checkOperation());
});

test.each([
  ["documentId", { documentId: DIGEST }],
  ["documentId with its algorithm", { documentId: `sha256:${DIGEST}` }],
  ["Apollo's persisted query", { extensions: { persistedQuery: { version: 1, sha256Hash: DIGEST } } }],
])("a document that is named by %s is put in its place", (_what, named) => {
  expect(documents(true).admit({ ...named, variables: { a: 1 } })).toEqual({ query: DOCUMENT, variables: { a: 1 } });
});

test("a registered document may be sent whole", () => {
  expect(documents(true).admit({ query: DOCUMENT, operationName: "Greeting" })).toEqual({
    query: DOCUMENT,
    operationName: "Greeting",
  });
});

test.each([
  ["another document", { query: "query Greeting { greeting greeting }" }],
  ["a document that differs in a space", { query: `${DOCUMENT} ` }],
  ["an id that nobody registered", { documentId: "a".repeat(64) }],
  ["a name that every object has", { documentId: "constructor" }],
  [
    "another document under a registered one's id",
    { query: "{ other }", extensions: { persistedQuery: { version: 2, sha256Hash: DIGEST } } },
  ],
  [
    "the registering of a query by its digest",
    { query: "{ other }", extensions: { persistedQuery: { version: 1, sha256Hash: "a".repeat(64) } } },
  ],
  ["nothing", {}],
])("%s is refused where registered ones alone are answered", (_what, parameters) => {
  expect(() => documents(true).admit(parameters)).toThrow(expect.objectContaining(REFUSED));
});

test("where others are answered too only an id that nobody registered is refused", () => {
  const open = documents(false);

  expect(open.admit({ query: "{ other }" })).toEqual({ query: "{ other }" });
  expect(() => open.admit({ documentId: "a".repeat(64) })).toThrow(expect.objectContaining(REFUSED));
});

test.each([
  ["a list", [{ query: "{ other }" }]],
  ["a text", "{ other }"],
  ["nothing at all", undefined],
])("%s is no request, and left to whoever parses it", (_what, parameters) => {
  expect(documents(true).admit(parameters)).toBe(parameters);
});
