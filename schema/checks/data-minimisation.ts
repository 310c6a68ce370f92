import { isObjectType } from "graphql";
import { isWider } from "../../subgraphs/kit/access/requirement.js";
import type { Comparison, ReadSubgraph } from "./checked-change.js";
import { found } from "./finding.js";
import type { Finding } from "./finding.js";
import { findReceivedData } from "./received-data.js";
import type { ReceivedDatum } from "./received-data.js";

/** What a subgraph will be sent that it is not sent now. The first version of a graph has nothing to be compared with. */
export function checkDataMinimisation(comparison: Comparison): readonly Finding[] {
  const { before, after, proposed, published, others, placeOf } = comparison;
  if (before === null) return [];
  const current: readonly ReadSubgraph[] = published === null ? others : [...others, published];
  const now = findReceivedData(current, before.api);
  const known = new Set(now.map(({ subgraph, received }) => `${subgraph} ${received}`));
  const definitions = new Set(now.map(({ subgraph, because }) => `${subgraph} ${because}`));
  const ofOthers = new Set(others.flatMap((other) => other.definitions.map(({ coordinate }) => coordinate)));
  const isNew = ({ subgraph, received, because, how }: ReceivedDatum): boolean => {
    // What it alone answers it has already: the key of a record of its own.
    if (how === "KEY" && subgraph === proposed.name && !ofOthers.has(received)) return false;
    if (known.has(`${subgraph} ${received}`)) return false;
    if (how === "KEY" && isOpaque(received, comparison)) return false;
    // What the caller gives a new field he gives to that field: nobody's question is sent further than before.
    return how !== "ARGUMENT" || definitions.has(`${subgraph} ${because}`) || isPublished(because, published);
  };
  return findReceivedData([...others, proposed], after.api)
    .filter(isNew)
    .map(({ subgraph, received, because, how }) =>
      found("DATA_WIDENED", `${subgraph} will be sent ${received} (${WORDS[how]} ${because}).`, {
        ...placeOf(received.includes("(") ? received : because),
        coordinate: received,
      }),
    );
}

/**
 * A key of type `ID!` is a name that the graph has made up: it says nothing of anybody, and nothing is joined without it. It
 * is let through as long as it is under every rule that it was under before.
 */
function isOpaque(coordinate: string, { before, after }: Comparison): boolean {
  const [type = "", field = ""] = coordinate.split(".");
  const definition = after.api.getType(type);
  if (before === null || !isObjectType(definition) || String(definition.getFields()[field]?.type) !== "ID!")
    return false;
  return !isWider(after.access.fieldRequirement(type, field), before.access.fieldRequirement(type, field));
}

const WORDS: Readonly<Record<ReceivedDatum["how"], string>> = {
  KEY: "as a key of",
  REQUIRES: "required by",
  CONTEXT: "from the context of",
  ARGUMENT: "as an argument of",
};

function isPublished(coordinate: string, published: ReadSubgraph | null): boolean {
  return published?.definitions.some((definition) => definition.coordinate === coordinate) ?? false;
}
