import { z } from "zod";
import type { FieldError } from "../../kit/errors.js";
import { InvalidInput } from "../../kit/errors.js";
import { decodeCursor, invalidCursor } from "../../kit/graph/connection.js";
import { readFirst } from "../../kit/graph/first-of.js";
import type { AccessLogQuestion, LogOf, LogPlace } from "../backends/access-log-source.js";
import type { AccessLogSearchInput, UnitAccessLogSearchInput } from "../types/access-log-search-input.js";

/** Both inputs, read alike. */
export type AnySearch = Pick<AccessLogSearchInput, "from" | "until" | "caseReference" | "breakGlass"> &
  Partial<Pick<AccessLogSearchInput, "record" | "unit"> & Pick<UnitAccessLogSearchInput, "officer">>;

export interface PageAsked {
  readonly first: number;
  readonly after: string | null | undefined;
}

const momentSchema = z.iso.datetime();

/** What a client asks, as the log is asked. @throws InvalidInput that names every fault, INVALID_CURSOR */
export function readAccessLogSearch(of: LogOf, search: AnySearch, { first, after }: PageAsked): AccessLogQuestion {
  const faults = (["from", "until"] as const).flatMap((field) => faultsOfMoment(field, search[field]));
  if (faults.length > 0) throw new InvalidInput(faults);
  return {
    of,
    from: momentOf(search.from),
    until: momentOf(search.until),
    caseReference: search.caseReference ?? null,
    record: search.record ?? null,
    unit: search.unit ?? null,
    officer: search.officer ?? null,
    isBreakGlass: search.breakGlass,
    after: after === null || after === undefined ? null : readPlace(after),
    first: readFirst(first),
  };
}

function readPlace(cursor: string): LogPlace {
  const [at, index] = decodeCursor(cursor);
  if (Number.isSafeInteger(at) && Number.isSafeInteger(index)) return { at: Number(at), index: Number(index) };
  throw invalidCursor();
}

function momentOf(text: string | null | undefined): Date | null {
  return text === null || text === undefined ? null : new Date(text);
}

function faultsOfMoment(field: string, text: string | null | undefined): readonly FieldError[] {
  if (text === null || text === undefined || momentSchema.safeParse(text).success) return [];
  const message = "Give a moment in UTC: 2026-11-24T10:15:30Z.";
  return [{ code: "INVALID_DATE", path: ["query", field], message }];
}
