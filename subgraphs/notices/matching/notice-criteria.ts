import { earliestDay, latestDay } from "../../kit/identifiers/partial-date.js";
import type { PartialDate } from "../../kit/identifiers/partial-date.js";
import type { NoticeRecord } from "../backends/notice-record.js";

/** What a search leaves out, beside what does not match. Null leaves nothing out. */
export interface NoticeCriteria {
  readonly colour: NoticeRecord["colour"] | null;
  readonly issuingCountry: string | null;
  readonly ageMin: number | null;
  readonly ageMax: number | null;
}

/** Whether a record is within the criteria on this day, `YYYY-MM-DD`. */
export function meetsCriteria(record: NoticeRecord, criteria: NoticeCriteria, today: string): boolean {
  const { colour, issuingCountry } = criteria;
  if (colour !== null && record.colour !== colour) return false;
  if (issuingCountry !== null && record.issuingCountry !== issuingCountry) return false;
  return mayBeOfAge(record.datesOfBirth, criteria, today);
}

/** An unknown date of birth leaves nobody out, and one that is known in part leaves out only what it rules out. */
function mayBeOfAge(
  datesOfBirth: readonly PartialDate[],
  { ageMin, ageMax }: Pick<NoticeCriteria, "ageMin" | "ageMax">,
  today: string,
): boolean {
  if (datesOfBirth.length === 0) return true;
  return datesOfBirth.some((date) => {
    const isOldEnough = ageMin === null || ageOn(today, earliestDay(date)) >= ageMin;
    const isYoungEnough = ageMax === null || ageOn(today, latestDay(date)) <= ageMax;
    return isOldEnough && isYoungEnough;
  });
}

function ageOn(today: string, birthday: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthday.slice(0, 4));
  return today.slice(5) < birthday.slice(5) ? years - 1 : years;
}
