import { InvalidInput } from "../../kit/errors.js";
import type { FieldError } from "../../kit/errors.js";
import { birthPlaceFaults, nameFaults } from "../../kit/names/name-faults.js";
import type { PersonQuestion } from "../backends/person-source.js";
import type { PersonSearchInput } from "../types/person-search-input.js";

const MOST_ENTRIES = 10;

/** What a client asks, as sources are asked. @throws InvalidInput that names every fault */
export function readPersonSearch(query: PersonSearchInput): PersonQuestion {
  const { names, dateOfBirth, sex, nationalities, birthPlace, documents } = query;
  const faults = [
    ...faultsOfSizes(query),
    ...names.flatMap((name, index) => nameFaults(name, ["query", "names", index])),
    ...birthPlaceFaults(birthPlace, ["query", "birthPlace"]),
  ];
  if (names.length === 0 && documents.length === 0) {
    faults.push({ code: "EMPTY_SEARCH", path: ["query"], message: "Give at least a name or a document." });
  }
  if (faults.length > 0) throw new InvalidInput(faults);
  return {
    names,
    dateOfBirth: dateOfBirth ?? null,
    sex: sex ?? null,
    nationalities,
    birthPlace: birthPlace || null,
    documents: documents.map(({ number, issuingCountry, type }) => ({
      number,
      issuingCountry: issuingCountry ?? null,
      type: type ?? null,
    })),
  };
}

function faultsOfSizes(query: PersonSearchInput): FieldError[] {
  const lists = ["names", "nationalities", "documents"] as const;
  return lists
    .filter((list) => query[list].length > MOST_ENTRIES)
    .map((list) => ({ code: "TOO_MANY_VALUES", path: ["query", list], message: `Give at most ${MOST_ENTRIES}.` }));
}
