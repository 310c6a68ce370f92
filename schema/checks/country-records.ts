import { Kind, print } from "graphql";
import type { CheckedChange } from "./checked-change.js";
import { textArgument } from "./definitions.js";
import type { Definition } from "./definitions.js";
import { readDirectiveNames } from "./federation-names.js";
import { found } from "./finding.js";
import type { Finding } from "./finding.js";

/** A record is known by its owner and the owner's id: what a country adds as an entity has just that key. */
export function checkCountryRecords({ country, proposed, anothers, placeOf }: CheckedChange): readonly Finding[] {
  if (country === null) return [];
  const owned = new Set(anothers.flatMap(({ definitions }) => definitions.map(({ coordinate }) => coordinate)));
  const nameOf = readDirectiveNames(proposed.document);
  const keysOf = ({ directives }: Definition): readonly string[] =>
    directives.filter((directive) => nameOf(directive) === "key").map((key) => textArgument(key, "fields") ?? "");
  return proposed.definitions
    .filter(({ kind, coordinate }) => kind === "TYPE" && !owned.has(coordinate))
    .filter((definition) => keysOf(definition).length > 0)
    .filter(
      (definition) => !(keysOf(definition).some(isRecordKey) && hasRecordFields(definition, proposed.definitions)),
    )
    .map(({ coordinate }) =>
      found("RECORD_WITHOUT_OWNER", `${coordinate} is an entity without the key "owner localId".`, placeOf(coordinate)),
    );
}

function isRecordKey(fields: string): boolean {
  return (
    fields
      .trim()
      .split(/[\s,]+/)
      .toSorted()
      .join(" ") === "localId owner"
  );
}

function hasRecordFields({ coordinate }: Definition, definitions: readonly Definition[]): boolean {
  const has = (name: string, type: string): boolean =>
    definitions.some(
      (definition) =>
        definition.kind === "FIELD" &&
        definition.coordinate === `${coordinate}.${name}` &&
        definition.node.type.kind === Kind.NON_NULL_TYPE &&
        print(definition.node.type) === type,
    );
  return has("owner", "CountryCode!") && has("localId", "String!");
}
