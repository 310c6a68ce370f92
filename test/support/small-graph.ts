import { readSubgraphs } from "../../schema/schema-folder.js";
import { packageFile } from "../../subgraphs/kit/package-file.js";

/** Two subgraphs in the manner of the graph's own, for cases by the dozen: the whole graph takes a second to compose. */
export const SMALL_GRAPH = await readSubgraphs(packageFile("test/schema/golden/current"));
