import { createHash } from "node:crypto";
import { packageFile } from "../subgraphs/kit/package-file.js";
import { readOperations } from "./schema-folder.js";

/** Where the documents stand that a graph in production answers. */
export const TRUSTED_MANIFEST = packageFile("schema/trusted-documents.json");

/** The frontends' documents by their SHA-256, as the manifest has them. */
export async function trustedManifest(): Promise<string> {
  const operations = await readOperations(packageFile("schema/operations"));
  const entries = operations.map(({ document }) => [createHash("sha256").update(document).digest("hex"), document]);
  return `${JSON.stringify(Object.fromEntries(entries.toSorted()), null, 2)}\n`;
}
