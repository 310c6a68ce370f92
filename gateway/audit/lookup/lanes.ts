import type { AccessLogQuestion, LogOf } from "../../../subgraphs/access-log/index.js";
import { parseRef } from "../../../subgraphs/kit/sources/record-ref.js";
import type { Payload } from "../entry/payload.js";

/** For whom an entry is kept, and by what it can be found: entries of one lane lie side by side. */
export interface Lane {
  /** An owner's three letters, or a unit: `FRA`, `FRA/police/lyon-3`. */
  readonly of: string;
  /** Everything, or only that case, record, unit, officer: empty, `case 2026/1234`, `record 12345`. */
  readonly about: string;
}

/** What is left of a lane's name once payloads are erased: it tells of nobody. */
export const EVERYTHING = "";

type Facts = Pick<Payload, "who" | "why" | "breakGlass">;
type Unit = Pick<Payload["who"], "country" | "agency" | "unit">;

const ABOUT = {
  case: (reference: string) => `case ${reference}`,
  record: (localId: string) => `record ${localId}`,
  unit: (unit: Unit) => `unit ${unitName(unit)}`,
  officer: (id: string) => `officer ${id}`,
  breakGlass: () => "break-glass",
} as const;

/** Every lane that an entry stands in: of each owner whose records it tells of, and of the unit that asked. */
export function lanesOf(payload: Payload): readonly Lane[] {
  const { who } = payload;
  const common = aboutReason(payload);
  const ofUnit = [...common, ABOUT.officer(who.id)].map((about) => ({ of: unitName(who), about }));
  if (payload.kind === "INTENT") return ofUnit;
  const refs = payload.refs.flatMap((ref) => {
    const parsed = parseRef(ref);
    return parsed.ok ? [parsed.value] : [];
  });
  const byOwner = Map.groupBy(refs, ({ owner }) => owner);
  const ofOwners = [...byOwner].flatMap(([owner, records]) =>
    [...common, ABOUT.unit(who), ...records.map(({ localId }) => ABOUT.record(localId))].map((about) => ({
      of: owner,
      about,
    })),
  );
  return [...ofUnit, ...ofOwners];
}

/** The lane with the fewest entries that holds all that fit the question; null where none can. */
export function laneFor(question: AccessLogQuestion): Lane | null {
  const { of, record, caseReference, officer, unit, isBreakGlass } = question;
  const name = nameOf(of);
  // An owner is not told which officer asked, and so finds nothing by that either.
  if (officer !== null && of.kind === "OWNER") return null;
  if (record !== null) {
    const parsed = parseRef(record);
    // Of another owner's record an owner's log knows nothing.
    const isOwn = parsed.ok && of.kind === "OWNER" && parsed.value.owner === of.country;
    return isOwn ? { of: name, about: ABOUT.record(parsed.value.localId) } : null;
  }
  if (isBreakGlass) return { of: name, about: ABOUT.breakGlass() };
  if (caseReference !== null) return { of: name, about: ABOUT.case(caseReference) };
  if (officer !== null) return { of: name, about: ABOUT.officer(officer) };
  if (unit !== null && of.kind === "OWNER") return { of: name, about: ABOUT.unit(unit) };
  return { of: name, about: EVERYTHING };
}

/** Whether an entry of the lane fits everything else that was given. */
export function fitsRest({ who, why, breakGlass }: Facts, question: AccessLogQuestion): boolean {
  const { caseReference, officer, unit, isBreakGlass } = question;
  if (isBreakGlass && breakGlass === undefined) return false;
  if (caseReference !== null && why?.caseReference !== caseReference) return false;
  if (officer !== null && who.id !== officer) return false;
  return unit === null || unitName(unit) === unitName(who);
}

/** Whether a lane alone decides: then an entry whose payload is gone belongs to the answer all the same. */
export function isWholeLane({ record, caseReference, officer, unit, isBreakGlass }: AccessLogQuestion): boolean {
  return [record, caseReference, officer, unit].every((given) => given === null) && !isBreakGlass;
}

function aboutReason({ why, breakGlass }: Payload): readonly string[] {
  return [
    EVERYTHING,
    ...(why === null ? [] : [ABOUT.case(why.caseReference)]),
    ...(breakGlass === undefined ? [] : [ABOUT.breakGlass()]),
  ];
}

function nameOf(of: LogOf): string {
  return of.kind === "OWNER" ? of.country : unitName(of);
}

/** None of the three holds a slash. */
function unitName({ country, agency, unit }: Unit): string {
  return `${country}/${agency}/${unit}`;
}
