import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageFile } from "../subgraphs/kit/package-file.js";

/** The composed schema as committed: the gateway asks no subgraph for its own. */
export function readSupergraph(): Promise<string> {
  return readFile(packageFile("schema/supergraph.graphql"), "utf8");
}

/** A subgraph's own schema, as committed. */
export function readSubgraph(name: string): Promise<string> {
  return readFile(packageFile(`schema/subgraphs/${name}.graphql`), "utf8");
}

/** The frontends' documents, as committed. */
export async function readOperations(): Promise<readonly string[]> {
  const folder = packageFile("schema/operations");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".graphql")).toSorted();
  return Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
}
