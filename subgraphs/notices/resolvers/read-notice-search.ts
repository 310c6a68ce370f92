import type { FieldError } from "../../kit/errors.js";
import { InvalidInput } from "../../kit/errors.js";
import { nameFaults } from "../../kit/names/name-faults.js";
import type { NoticeQuestion } from "../backends/notice-source.js";
import type { NoticeCriteria } from "../matching/notice-criteria.js";
import type { NoticeSearchInput } from "../types/notice-search-input.js";

const MOST_NAMES = 10;
const OLDEST = 150;

/** What a client asks, as sources are asked and as hits are left out. @throws InvalidInput that names every fault */
export function readNoticeSearch(query: NoticeSearchInput): {
  readonly question: NoticeQuestion;
  readonly criteria: NoticeCriteria;
} {
  const { names, dateOfBirth, nationality, colour, issuingCountry, ageMin, ageMax } = query;
  const faults = [...faultsOfNames(names), ...faultsOfAges(query)];
  if (faults.length > 0) throw new InvalidInput(faults);
  return {
    question: {
      names,
      dateOfBirth: dateOfBirth ?? null,
      sex: null,
      nationalities: nationality ? [nationality] : [],
      entityId: null,
    },
    criteria: {
      colour: colour ?? null,
      issuingCountry: issuingCountry ?? null,
      ageMin: ageMin ?? null,
      ageMax: ageMax ?? null,
    },
  };
}

function faultsOfNames(names: NoticeSearchInput["names"]): readonly FieldError[] {
  const path = ["query", "names"];
  if (names.length === 0) return [{ code: "NO_NAME", path, message: "Give at least one name." }];
  if (names.length > MOST_NAMES) return [{ code: "TOO_MANY_VALUES", path, message: `Give at most ${MOST_NAMES}.` }];
  return names.flatMap((name, index) => nameFaults(name, [...path, index]));
}

function faultsOfAges({ ageMin, ageMax }: NoticeSearchInput): readonly FieldError[] {
  const outside = Object.entries({ ageMin, ageMax }).filter(([, age]) => age && (age < 0 || age > OLDEST));
  const faults = outside.map(([field]) => ({
    code: "INVALID_AGE",
    path: ["query", field],
    message: `Give an age of 0 to ${OLDEST} years.`,
  }));
  if (faults.length > 0 || (ageMin ?? 0) <= (ageMax ?? OLDEST)) return faults;
  return [{ code: "INVALID_AGE", path: ["query", "ageMax"], message: "The highest age is below the lowest." }];
}
