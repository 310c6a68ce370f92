import { countryName } from "../../subgraphs/kit/identifiers/country.js";
import { isSubgraphOf } from "./checked-change.js";
import type { CheckedChange } from "./checked-change.js";
import type { Definition } from "./definitions.js";
import { found } from "./finding.js";
import type { Finding } from "./finding.js";

/** Whether a name is in a country's namespace: `sweWanted`, `SweRecord`. What follows the code begins a new word. */
export function isOfCountry(name: string, country: string): boolean {
  const [first = "", ...rest] = country.toLowerCase();
  const code = `[${first}${first.toUpperCase()}]${rest.join("")}`;
  return new RegExp(`^${code}(?:[A-Z0-9]|$)`).test(name);
}

/** A country adds only under its own code; the graph itself leaves the codes of countries to them. */
export function checkNamespace(checked: CheckedChange): readonly Finding[] {
  return checked.country === null ? namesTaken(checked) : namesOutside(checked, checked.country);
}

function namesOutside({ change, proposed, anothers, placeOf }: CheckedChange, country: string): readonly Finding[] {
  const owned = new Set(anothers.flatMap(({ definitions }) => definitions.map(({ coordinate }) => coordinate)));
  const code = country.toLowerCase();
  const subgraph = isSubgraphOf(change.name, country)
    ? []
    : [found("NAMESPACE_SUBGRAPH", `${change.name} is not ${code} or ${code}-….`, { file: change.file })];
  const isAdded = ({ coordinate }: Definition): boolean => !owned.has(coordinate);
  return [
    ...subgraph,
    ...proposed.definitions
      .filter((definition) => isAdded(definition) && !isOfCountry(definition.name, country))
      .flatMap(({ kind, coordinate, type, name }) => {
        if (kind === "TYPE" && !ROOTS.has(type))
          return [found("NAMESPACE_TYPE", `${name} does not begin with ${capitalised(code)}.`, placeOf(coordinate))];
        // Within a type of its own a country names as it likes.
        if (kind === "FIELD" && (owned.has(type) || ROOTS.has(type)))
          return [found("NAMESPACE_FIELD", `${coordinate} does not begin with ${code}.`, placeOf(coordinate))];
        return [];
      }),
  ];
}

/** The types that every subgraph adds to. */
export const ROOTS: ReadonlySet<string> = new Set(["Query", "Mutation", "Subscription"]);

function namesTaken({ proposed, placeOf }: CheckedChange): readonly Finding[] {
  return proposed.definitions
    .filter(({ kind, type }) => kind === "TYPE" || (kind === "FIELD" && ROOTS.has(type)))
    .flatMap(({ name, coordinate }) => {
      const code = /^([A-Za-z][a-z]{2})[A-Z0-9]/.exec(name)?.[1]?.toUpperCase();
      if (code === undefined || countryName(code) === null) return [];
      return [found("NAMESPACE_TAKEN", `${name} begins like a name of ${code}.`, placeOf(coordinate))];
    });
}

function capitalised(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}
