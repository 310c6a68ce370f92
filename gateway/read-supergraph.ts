import { readFile } from "node:fs/promises";
import { packageFile } from "../subgraphs/kit/package-file.js";

/** The composed schema as committed: the gateway asks no subgraph for its own. */
export function readSupergraph(): Promise<string> {
  return readFile(packageFile("schema/supergraph.graphql"), "utf8");
}
