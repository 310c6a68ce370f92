import type { CheckedChange } from "./checked-change.js";
import type { Definition } from "./definitions.js";
import { found } from "./finding.js";
import type { Finding } from "./finding.js";
import { ROOTS } from "./namespace.js";

/** Every type, field, argument and value says what it is; a country only what is its own. */
export function checkDescriptions({ proposed, country, anothers, placeOf }: CheckedChange): readonly Finding[] {
  const owned = new Set(
    country === null ? [] : anothers.flatMap(({ definitions }) => definitions.map(({ coordinate }) => coordinate)),
  );
  return findUndescribed(proposed.definitions)
    .filter((coordinate) => !owned.has(coordinate))
    .map((coordinate) => found("DESCRIPTION_MISSING", `${coordinate} has no description.`, placeOf(coordinate)));
}

/** Coordinates without a description. A root type is described by its fields, an extension by what it extends. */
export function findUndescribed(definitions: readonly Definition[]): readonly string[] {
  return definitions
    .filter(({ description = "" }) => description.trim().length <= SHORTEST)
    .filter((definition) => {
      const isExtension = definition.kind === "TYPE" && definition.node.kind.endsWith("Extension");
      return !ROOTS.has(definition.coordinate) && !isExtension;
    })
    .map(({ coordinate }) => coordinate);
}

const SHORTEST = 3;
