import { parseRef } from "../../kit/sources/record-ref.js";
import type { LogEntryFacts } from "../../kit/policy/log-entry.js";
import type { LoggedContent, LoggedEntry, LogOf } from "../backends/access-log-source.js";
import type { AccessLogEntry } from "../types/access-log-entry.js";

/** Who reads, as far as it decides what is shown. */
export interface LogReader {
  readonly country: string;
  /** Whether the reader may know which officer asked. */
  readonly isSuperior: boolean;
}

/**
 * By what the policies decide on an entry: whose records it tells of, and whose officer asked. Of one whose content is gone
 * that is what the log still knows: for whom it was kept.
 */
export function factsOf({ content }: LoggedEntry, of: LogOf): LogEntryFacts {
  if (content.state === "KEPT") {
    const { country, agency, unit } = content.is.officer;
    return { owners: ownersOf(content.is), country, agency, unit };
  }
  if (of.kind === "OWNER") return { owners: [of.country], country: "", agency: "", unit: "" };
  return { owners: [], country: of.country, agency: of.agency, unit: of.unit };
}

/** What the reader is shown of an entry that it may read: of records those of its own country. */
export function shapeEntry({ index, kind, auditId, at, content }: LoggedEntry, reader: LogReader): AccessLogEntry {
  const entry = { index: String(index), kind, auditId, at: new Date(at), content: content.state };
  if (content.state !== "KEPT") return { ...entry, ...NOTHING };
  const { officer, justification, breakGlass, domains, disclosed } = content.is;
  const { country, agency, unit, id } = officer;
  return {
    ...entry,
    officer: { country, agency, unit, id: reader.isSuperior ? id : null },
    purpose: justification?.purpose ?? null,
    caseReference: justification?.caseReference ?? null,
    offence: justification?.offence ?? null,
    breakGlass: breakGlass && { reason: breakGlass.justification, endsAt: breakGlass.endsAt },
    domains,
    records: disclosed.filter(({ ref }) => ownerOf(ref) === reader.country),
  };
}

const NOTHING = {
  officer: null,
  purpose: null,
  caseReference: null,
  offence: null,
  breakGlass: null,
  domains: [],
  records: [],
} as const;

function ownersOf({ disclosed }: LoggedContent): readonly string[] {
  return [...new Set(disclosed.map(({ ref }) => ownerOf(ref)))].toSorted();
}

/** Empty of what is no reference: nobody owns that. */
function ownerOf(ref: string): string {
  const parsed = parseRef(ref);
  return parsed.ok ? parsed.value.owner : "";
}
