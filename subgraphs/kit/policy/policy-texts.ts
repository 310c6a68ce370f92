import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageFile } from "../package-file.js";

/** A file of policies or of their schema. */
export interface PolicyFile {
  /** As a fault names it: `records.cedar`. */
  readonly name: string;
  readonly text: string;
}

/** What the policies are made of. */
export interface PolicyTexts {
  readonly schema: PolicyFile;
  readonly policies: readonly PolicyFile[];
}

const FOLDER = "schema/policies";
const SCHEMA = "crosscheck.cedarschema";

/** Reads the policies that are committed: the schema and every `*.cedar` beside it. */
export async function readPolicyTexts(): Promise<PolicyTexts> {
  const folder = packageFile(FOLDER);
  const names = (await readdir(folder)).filter((name) => name.endsWith(".cedar")).toSorted();
  const read = async (name: string): Promise<PolicyFile> => ({
    name,
    text: await readFile(join(folder, name), "utf8"),
  });
  return { schema: await read(SCHEMA), policies: await Promise.all(names.map(read)) };
}
